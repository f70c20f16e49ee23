/** Renders timelines of made-up pictures and decodes them again, for tests that measure what is seen. */
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { frameSize } from '#core/timeline/preset.ts'
import { ffmpeg, makeSong } from '../testing/fixtures.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { type FrameSize, frameBytes } from './picture.ts'
import { orderOf, runOrder, type Trial, type TrialFile, videoIn } from './trial.fake.ts'

/** A decoded frame. Greys are 0 to 255, as photos have them; colours are the distances of Cb and Cr from grey. */
export type SeenFrame = FrameSize & {
  greyAt(x: number, y: number): number
  colourAt(x: number, y: number): readonly [blue: number, red: number]
}

/** A place where timelines are rendered, one after the other. */
export type Studio = {
  render(trial: Omit<Trial, 'store' | 'song' | 'preset'>): Promise<readonly SeenFrame[]>
  close(): Promise<void>
}

/** Opens a studio that works in a folder. */
export async function openStudio(folder: string): Promise<Studio> {
  const store = await ObjectStore.start()
  const song: TrialFile = { bytes: await makeSong(folder, 'wav', 12), format: 'wav' }
  return {
    async render(trial) {
      const { result } = await runOrder(orderOf({ ...trial, store, song, preset: '360p30' }))
      const path = join(folder, `video-${randomUUID()}.mp4`)
      await writeFile(path, videoIn(store, result.partEtags.length))
      const raw = `${path}.yuv`
      await ffmpeg('-i', path, '-an', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', raw)
      return framesIn(await readFile(raw), frameSize('360p30', trial.timeline.aspect))
    },
    close: async () => await store.stop(),
  }
}

function framesIn(bytes: Uint8Array, size: FrameSize): readonly SeenFrame[] {
  const { widthPixels, heightPixels } = size
  const each = frameBytes(widthPixels, heightPixels)
  const luma = widthPixels * heightPixels
  return Array.from({ length: bytes.length / each }, (_, frame) => {
    const at = (offset: number) => bytes[frame * each + offset] ?? 0
    return {
      ...size,
      greyAt: (x, y) => ((at(Math.floor(y) * widthPixels + Math.floor(x)) - 16) * 255) / 219,
      colourAt: (x, y) => {
        const chroma = Math.floor(y / 2) * (widthPixels / 2) + Math.floor(x / 2)
        return [at(luma + chroma) - 128, at(luma + luma / 4 + chroma) - 128]
      },
    }
  })
}

/** A colour a pixel, from its place in fractions of the picture. */
export type Drawing = (x: number, y: number) => number | readonly [red: number, green: number, blue: number]

/** A photo of what is drawn. */
export async function drawnPhoto(size: FrameSize, draw: Drawing): Promise<TrialFile> {
  const bytes = await sharp(pixelsOf(size, draw), { raw: rawOf(size) })
    .png()
    .toBuffer()
  return { bytes, format: 'png' }
}

/** A film of what is drawn, frame by frame, nearly without loss, 25 frames a second unless told. */
export async function drawnFilm(
  folder: string,
  { size, frames, rate = 25 }: { readonly size: FrameSize; readonly frames: number; readonly rate?: number },
  draw: (frame: number) => Drawing,
): Promise<TrialFile> {
  const [raw, path] = [join(folder, `${randomUUID()}.rgb`), join(folder, `${randomUUID()}.mp4`)]
  await writeFile(
    raw,
    Buffer.concat(Array.from({ length: frames }, (_, frame) => pixelsOf(size, draw(frame)))),
  )
  const { widthPixels, heightPixels } = size
  await ffmpeg(
    ...['-f', 'rawvideo', '-pixel_format', 'rgb24', '-video_size', `${widthPixels}x${heightPixels}`],
    ...['-framerate', String(rate), '-i', raw],
    ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '4', '-g', '12', '-pix_fmt', 'yuv420p', path],
  )
  return { bytes: await readFile(path), format: 'mp4' }
}

const rawOf = ({ widthPixels, heightPixels }: FrameSize) =>
  ({ width: widthPixels, height: heightPixels, channels: 3 }) as const

function pixelsOf({ widthPixels, heightPixels }: FrameSize, draw: Drawing): Buffer {
  const bytes = Buffer.alloc(widthPixels * heightPixels * 3)
  for (let y = 0, at = 0; y < heightPixels; y += 1) {
    for (let x = 0; x < widthPixels; x += 1, at += 3) {
      const drawn = draw((x + 0.5) / widthPixels, (y + 0.5) / heightPixels)
      const colour = typeof drawn === 'number' ? [drawn, drawn, drawn] : drawn
      for (let channel = 0; channel < 3; channel += 1) bytes[at + channel] = Math.round(colour[channel] ?? 0)
    }
  }
  return bytes
}
