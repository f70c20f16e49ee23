/** Shots as they begin: nothing eased, sped up or framed for another format yet. */
import { asFilmed, type ClipFraming, type ClipShot, type PhotoFraming, type PhotoShot } from './timeline.ts'

/** A photo whose camera moves evenly. */
export function plainPhoto(mediaId: string, { fit, from, to }: PhotoFraming): PhotoShot {
  return { kind: 'photo', mediaId, fit, from, to, easing: 'linear', framings: {} }
}

/** A filmed clip from a time inside it, as fast as it was filmed. */
export function plainClip(mediaId: string, { fit, crop }: ClipFraming, sourceStartSeconds: number): ClipShot {
  return { kind: 'clip', mediaId, fit, crop, sourceStartSeconds, speed: asFilmed, framings: {} }
}
