/** Where the studio's objects lie. */
import { objectKey } from '../storage/keys.ts'

/** One version of a video's timeline. */
export function timelineKey(ownerId: string, videoId: string, hash: string): string {
  return objectKey(ownerId, 'videos', videoId, `${hash}.json`)
}

/** One piece of picture, named by all that it shows. */
export function segmentKey(ownerId: string, hash: string): string {
  return objectKey(ownerId, 'segments', hash)
}

/** One piece of sound, named by all that it depends on. */
export function audioKey(ownerId: string, hash: string): string {
  return objectKey(ownerId, 'audio', hash)
}

/** The finished video of a render. */
export function videoKey(ownerId: string, renderId: string): string {
  return objectKey(ownerId, 'renders', renderId, 'video.mp4')
}

/** The still picture of a render. */
export function posterKey(ownerId: string, renderId: string): string {
  return objectKey(ownerId, 'renders', renderId, 'poster.jpg')
}
