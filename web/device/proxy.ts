/** Brings in a clip that the browser cannot decode: FFmpeg makes a small copy of it that every browser plays and seeks. */
import { proxyForm } from '#core/media/clip-proxy.ts'
import { type FfmpegWatch, withFfmpeg } from './ffmpeg.ts'

const { shortSidePixels, frameRate, groupFrames } = proxyForm

const doing = 'converting the clip'

/**
 * Makes an MP4 of a clip with the size, the rate and the groups of the server's proxies (`proxyForm`), and AAC where it has
 * sound. The file is read where it lies. Throws a `DeviceFailure` with a sentence.
 */
export async function makeProxy(
  file: File,
  watch: { readonly signal: AbortSignal; readonly onSeconds: (seconds: number) => void },
): Promise<Blob> {
  const ffmpegWatch: FfmpegWatch = { ...watch, doing }
  return await withFfmpeg(ffmpegWatch, async (ffmpeg) => {
    const path = await ffmpeg.mount(file)
    const scale = `scale='if(gt(iw,ih),-2,min(${shortSidePixels},trunc(iw/2)*2))':'if(gt(iw,ih),min(${shortSidePixels},trunc(ih/2)*2),-2)'`
    await ffmpeg.run([
      ...['-i', path, '-map', '0:v:0', '-map', '0:a:0?', '-vf', `${scale},fps=${frameRate},format=yuv420p`],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '24', '-g', String(groupFrames)],
      ...['-keyint_min', String(groupFrames), '-sc_threshold', '0', '-bf', '0'],
      ...['-c:a', 'aac', '-b:a', '96k', '-ac', '2', '-movflags', '+faststart', '/proxy.mp4'],
    ])
    return new Blob([await ffmpeg.read('/proxy.mp4')], { type: 'video/mp4' })
  })
}
