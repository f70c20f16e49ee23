/** Videos for the preview to play: photos, films whose every picture says which one it is, and a song. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { thumbnailForms } from '#core/media/thumbnails.ts'
import { asFilmed, type ClipShot, type PhotoShot, type Shot, Timeline } from '#core/timeline/timeline.ts'
import { locateFfmpeg } from '../../container/ffmpeg/locate.ts'
import type { PreviewMedia } from '../../web/preview/preview-media.ts'

const run = promisify(execFile)

const bits = 9

/** Writes a film on the grid of a proxy. Picture `n` shows `n` as nine bars along it, light for a set bit. */
export async function writeNumberedFilm(
  path: string,
  seconds: number,
  encoder: readonly string[] = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '15', '-bf', '0'],
): Promise<void> {
  const bars = `geq=lum='if(bitand(N,pow(2,floor(X*${bits}/W))),235,16)':cb=128:cr=128`
  const source = `color=black:size=640x360:rate=30:duration=${seconds},format=yuv420p,${bars}`
  await run(locateFfmpeg(), [
    ...['-hide_banner', '-nostdin', '-y', '-f', 'lavfi', '-i', source],
    ...encoder,
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-movflags', '+faststart', path],
  ])
}

/** The number that a picture shows, by its red, green, blue and alpha. */
export function numberIn(rgba: Uint8Array, widthPixels: number, heightPixels: number): number {
  return Array.from({ length: bits }, (_, bit) => {
    const x = Math.floor(((bit + 0.5) / bits) * widthPixels)
    return (rgba[((heightPixels >> 1) * widthPixels + x) * 4] ?? 0) > 127 ? 2 ** bit : 0
  }).reduce((sum, value) => sum + value, 0)
}

/** Writes the small pictures of a photo as the media service makes them, and describes it. `url` is the folder's. */
export async function bringPhoto(source: string, folder: string, name: string): Promise<PreviewMedia> {
  const { autoOrient } = await sharp(source).metadata()
  const thumbnails = []
  for (const { longSidePixels, quality } of Object.values(thumbnailForms)) {
    const file = `${name}-${longSidePixels}.webp`
    await sharp(source)
      .autoOrient()
      .resize(longSidePixels, longSidePixels, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality })
      .toFile(join(folder, file))
    thumbnails.push({ longSidePixels, url: `/files/${file}` })
  }
  const { width: widthPixels, height: heightPixels } = autoOrient
  return { kind: 'photo', widthPixels, heightPixels, name, thumbnails, films: [] }
}

/** A filmed clip of 640 by 360 pixels at these addresses. */
export function filmAt(name: string, ...films: readonly string[]): PreviewMedia {
  return { kind: 'clip', widthPixels: 640, heightPixels: 360, name, thumbnails: [], films }
}

const whole = { x: 0, y: 0, width: 1, height: 1 }

/** A photo that fills the frame and stands still, unless told otherwise. */
export function photoShot(mediaId: string, choices: Partial<PhotoShot> = {}): PhotoShot {
  return {
    kind: 'photo',
    mediaId,
    fit: 'crop',
    from: whole,
    to: whole,
    easing: 'linear',
    framings: {},
    ...choices,
  }
}

/** A film shown whole from a second of it on, as it was filmed, unless told otherwise. */
export function clipShot(
  mediaId: string,
  sourceStartSeconds: number,
  choices: Partial<ClipShot> = {},
): ClipShot {
  const rest = { fit: 'crop', crop: whole, speed: asFilmed, framings: {} } as const
  return { kind: 'clip', mediaId, sourceStartSeconds, ...rest, ...choices }
}

/** A timeline of shots of equal length, without transitions. */
export function timelineOf(shots: readonly Shot[], framesEach: number): Timeline {
  return Timeline.parse({
    version: 1,
    songId: 'song',
    aspect: '16:9',
    style: 'balanced',
    seed: 1,
    frameRate: 30,
    lengthFrames: shots.length * framesEach,
    songStartSeconds: 0.5,
    clips: shots.map((shot, i) => ({
      startFrame: i * framesEach,
      lengthFrames: framesEach,
      shot,
      because: 'equal lengths',
    })),
    transitions: [],
  })
}
