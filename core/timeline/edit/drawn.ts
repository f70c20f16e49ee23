/** Edits of pictures that our own code draws: which clips show one, and how it looks. */
import type { Analysis } from '../../audio/analysis.ts'
import { secondsOfFrames } from '../../units.ts'
import type { Timeline, TimelineClip, VisualLook, VisualShot } from '../timeline.ts'
import { visualShot } from '../visual/visual-shot.ts'

/** How a picture is drawn. What is left out stays as it is. */
export type DrawnWish = {
  readonly look?: VisualLook
  readonly seed?: number
  readonly hueDegrees?: number
}

/**
 * Draws clips in a look, or changes how they are drawn already. A clip that showed a photo or film gets the colours of
 * the song's key, and flows on from the clip before it where that became a drawing too; without a look it stays.
 */
export function drawClips(
  timeline: Timeline,
  chosen: readonly number[],
  wish: DrawnWish,
  analysis: Analysis,
): Timeline {
  const set = new Set(chosen)
  let runStartFrame: number | undefined
  const clips = timeline.clips.map((clip, i) => {
    const { shot, startFrame } = clip
    const isFresh = set.has(i) && shot.kind !== 'visual' && wish.look !== undefined
    runStartFrame = isFresh ? (runStartFrame ?? startFrame) : undefined
    if (runStartFrame !== undefined) {
      const fresh = freshDrawing(timeline, clip, startFrame - runStartFrame, analysis)
      return { ...clip, shot: { ...fresh, ...wish } }
    }
    const isDrawn = set.has(i) && shot.kind === 'visual' && !isAlready(shot, wish)
    return isDrawn ? { ...clip, shot: { ...shot, ...wish } } : clip
  })
  return clips.every((clip, i) => clip === timeline.clips[i]) ? timeline : { ...timeline, clips }
}

function isAlready(shot: VisualShot, { look, seed, hueDegrees }: DrawnWish): boolean {
  const isSame = (look ?? shot.look) === shot.look && (seed ?? shot.seed) === shot.seed
  return isSame && (hueDegrees ?? shot.hueDegrees) === shot.hueDegrees
}

function freshDrawing(
  { style, seed, songStartSeconds, frameRate }: Timeline,
  { startFrame, lengthFrames }: TimelineClip,
  phaseFrames: number,
  analysis: Analysis,
): VisualShot {
  const startSeconds = songStartSeconds + secondsOfFrames(startFrame, frameRate)
  const endSeconds = startSeconds + secondsOfFrames(lengthFrames, frameRate)
  return visualShot(analysis, { style, seed, turn: 0, startSeconds, endSeconds, phaseFrames })
}
