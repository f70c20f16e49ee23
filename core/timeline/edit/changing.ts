/** Edits of what a clip shows and how: its picture, camera, speed, effects and the transition over its end. */
import { secondsOfFrames } from '../../units.ts'
import { aspectRatios } from '../geometry.ts'
import { planMotion } from '../motion.ts'
import { paces } from '../pace.ts'
import { makeRandom } from '../random.ts'
import { plainClip, plainPhoto } from '../shots.ts'
import type {
  Aspect,
  ClipFraming,
  ClipShot,
  Effect,
  EffectKind,
  PhotoFraming,
  PhotoShot,
  PlannerMedia,
  Shot,
  SpeedRamp,
  Timeline,
  TimelineClip,
  TransitionKind,
} from '../timeline.ts'
import { usualFrames } from '../transitions.ts'
import { filmSecondsOf } from './cutting.ts'
import { putTogether, takeApart } from './pieces.ts'

/** Changes some clips without touching where they stand. */
function changeClips(
  timeline: Timeline,
  chosen: readonly number[],
  change: (clip: TimelineClip) => TimelineClip,
): Timeline {
  const set = new Set(chosen)
  return { ...timeline, clips: timeline.clips.map((clip, i) => (set.has(i) ? change(clip) : clip)) }
}

/** A fresh shot of a picture, framed and moved as the planner would; the same place always gives the same shot. */
export function freshShot(
  timeline: Timeline,
  picture: PlannerMedia,
  startFrame: number,
  lengthFrames: number,
): Shot {
  const { aspect, style, seed, frameRate } = timeline
  const { fit, from, to } = planMotion({
    media: picture,
    frameRatio: aspectRatios[aspect],
    shotSeconds: secondsOfFrames(lengthFrames, frameRate),
    travelPerSecond: paces[style].travelPerSecond,
    random: makeRandom((seed + startFrame) >>> 0),
  })
  if (picture.kind === 'photo') return plainPhoto(picture.mediaId, { fit, from, to })
  const crop = from.width >= to.width ? from : to
  const lastStart = Math.max(0, (picture.durationSeconds ?? 0) - secondsOfFrames(lengthFrames, frameRate))
  const firstMove = (picture.motionSeconds ?? []).find((seconds) => seconds <= lastStart)
  return plainClip(picture.mediaId, { fit, crop }, firstMove ?? 0)
}

/** Shows another picture in some clips. */
export function replacePicture(
  timeline: Timeline,
  chosen: readonly number[],
  picture: PlannerMedia,
): Timeline {
  return changeClips(timeline, chosen, (clip) => ({
    ...clip,
    shot: freshShot(timeline, picture, clip.startFrame, clip.lengthFrames),
  }))
}

/** Lets a film begin so much later in its own time, or earlier; never before its beginning or so late that it ends early. */
export function slip(timeline: Timeline, clipIndex: number, seconds: number, filmSeconds: number): Timeline {
  return changeClips(timeline, [clipIndex], (clip) => {
    const { shot } = clip
    if (shot.kind !== 'clip') return clip
    const room = Math.max(0, filmSeconds - filmSecondsOf(shot, clip.lengthFrames, timeline.frameRate))
    const sourceStartSeconds = Math.min(room, Math.max(0, shot.sourceStartSeconds + seconds))
    return { ...clip, shot: { ...shot, sourceStartSeconds } }
  })
}

/** How a photo moves or a film runs. A field that is left out stays. */
export type ShotChange = {
  readonly easing?: PhotoShot['easing']
  readonly speed?: SpeedRamp
}

/** Changes how clips move, as far as they can: a photo has an easing, a film a speed. */
export function changeShots(timeline: Timeline, chosen: readonly number[], change: ShotChange): Timeline {
  return changeClips(timeline, chosen, (clip) => {
    const { shot } = clip
    if (shot.kind === 'photo') return { ...clip, shot: { ...shot, easing: change.easing ?? shot.easing } }
    if (shot.kind === 'clip') return { ...clip, shot: { ...shot, speed: change.speed ?? shot.speed } }
    return clip
  })
}

/** Where a camera stands, by kind of shot. */
export type Framing =
  | { readonly kind: 'photo'; readonly framing: PhotoFraming }
  | { readonly kind: 'clip'; readonly framing: ClipFraming }

/**
 * Frames a clip in a format: the timeline's own, or by hand in another one. Without a framing, another format is framed
 * by itself again. A framing for a shot of another kind changes nothing.
 */
export function frame(
  timeline: Timeline,
  clipIndex: number,
  aspect: Aspect,
  framing: Framing | undefined,
): Timeline {
  return changeClips(timeline, [clipIndex], (clip) => {
    const { shot } = clip
    if (shot.kind === 'visual' || (framing !== undefined && framing.kind !== shot.kind)) return clip
    if (aspect === timeline.aspect) {
      return framing === undefined ? clip : { ...clip, shot: { ...shot, ...framing.framing } as Shot }
    }
    const { [aspect]: _, ...others } = shot.framings
    const framings = framing === undefined ? others : { ...others, [aspect]: framing.framing }
    // The kinds of shot and framing were found equal above.
    return { ...clip, shot: { ...shot, framings } as PhotoShot | ClipShot }
  })
}

/** Gives clips an effect, in the place of the one of its kind that they have. */
export function setEffect(timeline: Timeline, chosen: readonly number[], effect: Effect): Timeline {
  return changeClips(timeline, chosen, (clip) => ({
    ...clip,
    effects: [...clip.effects.filter(({ kind }) => kind !== effect.kind), effect],
  }))
}

/** Takes an effect from clips. */
export function clearEffect(timeline: Timeline, chosen: readonly number[], kind: EffectKind): Timeline {
  return changeClips(timeline, chosen, (clip) => ({
    ...clip,
    effects: clip.effects.filter((effect) => effect.kind !== kind),
  }))
}

/**
 * Puts a transition over the ends of clips, its middle on the cut, as long as its kind usually is or as asked; takes it
 * away without a kind. Where clips are short it is shorter.
 */
export function setTransition(
  timeline: Timeline,
  chosen: readonly number[],
  wish: { readonly kind: TransitionKind; readonly lengthFrames?: number } | undefined,
): Timeline {
  const set = new Set(chosen)
  const pieces = takeApart(timeline).map((piece, i) => {
    if (!set.has(i)) return piece
    const { outgoing: _, ...plain } = piece
    if (wish === undefined) return plain
    const lengthFrames = wish.lengthFrames ?? usualFrames[wish.kind]
    const beforeFrames = Math.floor(lengthFrames / 2)
    const afterFrames = lengthFrames - beforeFrames
    return { ...plain, outgoing: { kind: wish.kind, beforeFrames, afterFrames } }
  })
  return putTogether(timeline, pieces)
}
