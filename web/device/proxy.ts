/** Brings in a clip that the browser cannot decode: FFmpeg makes a small copy of it that every browser plays and seeks. */
import { proxyForm, proxySize } from '#core/media/clip-proxy.ts'
import { proxyFilters } from '#core/media/proxy-filters.ts'
import { withFfmpeg } from './ffmpeg.ts'

/** A clip, by its upright size. */
export type ClipToConvert = {
  readonly file: Blob
  readonly widthPixels: number
  readonly heightPixels: number
}

/**
 * Makes an MP4 of a clip with the pictures, the size, the rate and the groups of the server's proxies, and no sound. The
 * file is read where it lies. `onSeconds` is told how much of the clip is made. Throws a `DeviceFailure` with a sentence.
 */
export async function makeProxy(
  clip: ClipToConvert,
  watch: { readonly signal: AbortSignal; readonly onSeconds: (seconds: number) => void },
): Promise<Blob> {
  const size = proxySize(clip.widthPixels, clip.heightPixels)
  const group = String(proxyForm.groupFrames)
  return await withFfmpeg({ ...watch, doing: 'converting the clip' }, async (ffmpeg) => {
    const path = await ffmpeg.mount(new File([clip.file], 'clip'))
    await ffmpeg.run([
      ...['-i', path, '-map', '0:v:0', '-an', '-vf', proxyFilters(size), '-vsync', 'passthrough'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '24', '-bf', '0'],
      ...['-g', group, '-keyint_min', group, '-sc_threshold', '0', '-movflags', '+faststart', '/proxy.mp4'],
    ])
    return new Blob([await ffmpeg.read('/proxy.mp4')], { type: 'video/mp4' })
  })
}
