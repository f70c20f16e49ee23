/** Gives every shot its picture: strong moments get strong pictures, and nothing is seen twice in a row. */
import { secondsOfFrames } from '../units.ts'
import { aspectRatios } from './geometry.ts'
import { planMotion } from './motion.ts'
import { paces } from './pace.ts'
import { makeRandom, type Random } from './random.ts'
import { plainClip, plainPhoto } from './shots.ts'
import type { Aspect, PlannerMedia, Shot, Style } from './timeline.ts'

/** A stretch of the video that waits for its picture. */
export type OpenShot = {
  readonly startFrame: number
  readonly lengthFrames: number
  readonly weight: number
  readonly because: string
}

/** A stretch of the video with its picture. */
export type CastShot = OpenShot & { readonly shot: Shot }

type Casting = {
  readonly media: readonly PlannerMedia[]
  readonly uses: Map<string, number>
  readonly random: Random
  readonly frameRate: number
  readonly frameRatio: number
  readonly travelPerSecond: number
}

/**
 * Casts every shot. The least used pictures come first, so that all are seen before any returns often; among them
 * the one whose strength fits the moment. A filmed clip that ends before its shot hands the rest to another picture.
 */
export function castShots(
  shots: readonly OpenShot[],
  media: readonly PlannerMedia[],
  choices: {
    readonly aspect: Aspect
    readonly style: Style
    readonly seed: number
    readonly frameRate: number
  },
): readonly CastShot[] {
  const casting: Casting = {
    media,
    uses: new Map(),
    random: makeRandom(choices.seed),
    frameRate: choices.frameRate,
    frameRatio: aspectRatios[choices.aspect],
    travelPerSecond: paces[choices.style].travelPerSecond,
  }
  const cast: CastShot[] = []
  const waiting = [...shots]
  for (let open = waiting.shift(); open !== undefined; open = waiting.shift()) {
    const chosen = choose(casting, open, cast.at(-1)?.shot)
    const lengthFrames = heldLength(chosen, open.lengthFrames, casting.frameRate)
    const now = { ...open, lengthFrames }
    cast.push({ ...now, shot: shoot(casting, chosen, now) })
    casting.uses.set(chosen.mediaId, (casting.uses.get(chosen.mediaId) ?? 0) + 1)
    if (lengthFrames < open.lengthFrames) {
      waiting.unshift({
        startFrame: open.startFrame + lengthFrames,
        lengthFrames: open.lengthFrames - lengthFrames,
        weight: open.weight * 0.5,
        because: 'the clip before it ends here',
      })
    }
  }
  return cast
}

function choose(casting: Casting, open: OpenShot, before: Shot | undefined): PlannerMedia {
  const last = before === undefined || before.kind === 'visual' ? undefined : before.mediaId
  const others = casting.media.filter((media) => media.mediaId !== last)
  const pool = others.length > 0 ? others : casting.media
  let best: { readonly media: PlannerMedia; readonly cost: number } | undefined
  for (const media of pool) {
    const cost =
      (casting.uses.get(media.mediaId) ?? 0) +
      0.6 * Math.abs(media.strength - open.weight) +
      (isLongEnough(media, open, casting.frameRate) ? 0 : 1.5) +
      0.25 * casting.random()
    if (best === undefined || cost < best.cost) best = { media, cost }
  }
  if (best === undefined) throw new Error('casting was asked to choose from no media')
  return best.media
}

function isLongEnough(media: PlannerMedia, open: OpenShot, frameRate: number): boolean {
  return media.durationSeconds === undefined || media.durationSeconds * frameRate >= open.lengthFrames
}

/** A rest shorter than this is not worth a cut: the clip's last frame is held instead. */
const shortestRestFrames = 12

function heldLength(media: PlannerMedia, lengthFrames: number, frameRate: number): number {
  if (media.durationSeconds === undefined) return lengthFrames
  const has = Math.floor(media.durationSeconds * frameRate)
  return has >= shortestRestFrames && lengthFrames - has >= shortestRestFrames ? has : lengthFrames
}

function shoot(casting: Casting, media: PlannerMedia, open: OpenShot): Shot {
  const shotSeconds = secondsOfFrames(open.lengthFrames, casting.frameRate)
  const { random, frameRatio, travelPerSecond } = casting
  const { fit, from, to } = planMotion({ media, frameRatio, shotSeconds, travelPerSecond, random })
  const { mediaId } = media
  if (media.kind === 'photo') return plainPhoto(mediaId, { fit, from, to })
  // A filmed clip moves by itself: its camera stands where the whole motion would have been seen.
  const crop = from.width >= to.width ? from : to
  const sourceStartSeconds = startWhereItMoves(media, shotSeconds, casting.uses.get(media.mediaId) ?? 0)
  return plainClip(mediaId, { fit, crop }, sourceStartSeconds)
}

/** The next moment of movement that leaves room for the whole shot; each use of a clip starts at another one. */
function startWhereItMoves(media: PlannerMedia, shotSeconds: number, use: number): number {
  const lastStart = Math.max(0, (media.durationSeconds ?? 0) - shotSeconds)
  const starts = (media.motionSeconds ?? []).filter((seconds) => seconds <= lastStart)
  return starts[use % Math.max(1, starts.length)] ?? (use === 0 ? 0 : lastStart)
}
