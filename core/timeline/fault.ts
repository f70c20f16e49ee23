/** What is wrong with a timeline that fits its schema: one that somebody edited may have gaps, or ask for what no song has. */
import { areLinesShowable } from '../language/showable.ts'
import { framesOfSeconds } from '../units.ts'
import { captionFault } from './caption-fault.ts'
import { timelineFrameRate } from './preset.ts'
import type { ClipFraming, PhotoFraming, PlannerMedia, Rectangle, Shot, Timeline, Title } from './timeline.ts'

/** The least of a picture, as a share of its width or height, that a camera comes down to. */
const leastShare = 0.01
/** The least of a filmed picture that the decoder can cut out. */
const leastClipPixels = 2
/** Past this many words over words nothing can be read, and whoever draws them needs room for each. */
const mostTitlesAtOnce = 20
/** What a planner's sums may be off. */
const tolerance = 1e-6

/**
 * Why a timeline cannot be rendered, in one sentence for a person; `undefined` when it can. Clips must touch and cover
 * it, cameras must stay in their pictures, transitions must lie over their cuts without meeting, captions must follow one
 * another, and the song must last as long as the picture. `pictures` are those that the timeline shows.
 */
export function faultOf(
  timeline: Timeline,
  songSeconds: number,
  pictures: readonly PlannerMedia[],
): string | undefined {
  return (
    rateFault(timeline) ??
    clipFault(timeline) ??
    shotFault(timeline, pictures) ??
    transitionFault(timeline) ??
    titleFault(timeline) ??
    captionFault(timeline) ??
    gridFault(timeline) ??
    songFault(timeline, songSeconds)
  )
}

function rateFault({ frameRate }: Timeline): string | undefined {
  if (frameRate === timelineFrameRate) return undefined
  return `A timeline has ${timelineFrameRate} frames a second.`
}

function clipFault({ clips, lengthFrames }: Timeline): string | undefined {
  let end = 0
  for (const [i, clip] of clips.entries()) {
    if (clip.cutFrom !== undefined) return `Clip ${i} says what it was cut from, as only excerpts do.`
    if (clip.startFrame !== end)
      return `Clip ${i} starts at frame ${clip.startFrame}, where the one before ends at ${end}.`
    end += clip.lengthFrames
    const kinds = clip.effects.map((effect) => effect.kind)
    const twice = kinds.find((kind, at) => kinds.indexOf(kind) !== at)
    if (twice !== undefined) return `Clip ${i} has the effect ${twice} twice.`
  }
  return end === lengthFrames ? undefined : `The clips end at frame ${end}, the timeline at ${lengthFrames}.`
}

function shotFault({ clips }: Timeline, pictures: readonly PlannerMedia[]): string | undefined {
  const byId = new Map(pictures.map((picture) => [picture.mediaId, picture]))
  for (const [i, { shot }] of clips.entries()) {
    if (shot.kind === 'visual') continue
    const picture = byId.get(shot.mediaId)
    if (picture?.kind !== shot.kind) {
      return `Clip ${i} shows ${shot.mediaId} as a ${shot.kind}, which it is not.`
    }
    const fault = shot.kind === 'photo' ? photoFault(shot) : filmFault(shot, picture)
    if (fault !== undefined) return `Clip ${i}: ${fault}`
  }
  return undefined
}

/** The framing of the timeline's own format, and those of the others. */
function framingsOf<F extends PhotoFraming | ClipFraming>(
  shot: F & { readonly framings: Readonly<Record<string, F | undefined>> },
): readonly F[] {
  return [shot, ...Object.values(shot.framings).filter((framing) => framing !== undefined)]
}

function photoFault(shot: Extract<Shot, { kind: 'photo' }>): string | undefined {
  for (const { from, to } of framingsOf<PhotoFraming>(shot)) {
    const fault = cameraFault(from) ?? cameraFault(to)
    if (fault !== undefined) return fault
  }
  return undefined
}

function filmFault(shot: Extract<Shot, { kind: 'clip' }>, film: PlannerMedia): string | undefined {
  const { durationSeconds = Number.POSITIVE_INFINITY, widthPixels, heightPixels } = film
  if (shot.sourceStartSeconds >= durationSeconds) {
    return `the film lasts ${durationSeconds} seconds, and this starts at ${shot.sourceStartSeconds}.`
  }
  if (shot.speed.endFrame < shot.speed.startFrame) return 'the change of speed ends before it begins.'
  for (const { fit, crop } of framingsOf<ClipFraming>(shot)) {
    const fault = cameraFault(crop)
    if (fault !== undefined) return fault
    const leastPixels = Math.min(crop.width * widthPixels, crop.height * heightPixels)
    if (fit === 'crop' && leastPixels < leastClipPixels) {
      return `the camera shows less than ${leastClipPixels} pixels of the film.`
    }
  }
  return undefined
}

function cameraFault({ x, y, width, height }: Rectangle): string | undefined {
  if (x + width > 1 + tolerance || y + height > 1 + tolerance) return 'the camera leaves the picture.'
  if (Math.min(width, height) >= leastShare) return undefined
  return `the camera shows less than ${leastShare * 100} % of the picture's width or height.`
}

function transitionFault({ clips, transitions }: Timeline): string | undefined {
  let freeFrom = 0
  let lastClip = -1
  for (const { afterClip, startFrame, lengthFrames } of transitions) {
    const [before, after] = [clips[afterClip], clips[afterClip + 1]]
    if (before === undefined || after === undefined) return `There is no cut after clip ${afterClip}.`
    if (afterClip <= lastClip) return 'The transitions are not in the order of their cuts.'
    const end = startFrame + lengthFrames
    const covers = startFrame <= after.startFrame && end >= after.startFrame
    const stays = startFrame >= before.startFrame && end <= after.startFrame + after.lengthFrames
    if (!covers || !stays) return `The transition after clip ${afterClip} does not lie over its cut.`
    if (startFrame < freeFrom)
      return `The transition after clip ${afterClip} begins before the last one ends.`
    freeFrom = end
    lastClip = afterClip
  }
  return undefined
}

function titleFault({ titles, lengthFrames }: Timeline): string | undefined {
  const late = titles.findIndex((title) => title.startFrame + title.lengthFrames > lengthFrames)
  const cut = titles.findIndex((title) => title.cutFrom !== undefined)
  if (cut >= 0) return `Title ${cut} says what it was cut from, as only excerpts do.`
  if (late >= 0) return `Title ${late} goes on after the timeline ends, at frame ${lengthFrames}.`
  const unshowable = titles.findIndex(({ text }) => !areLinesShowable(text))
  if (unshowable >= 0) return `"titles.${unshowable}.text": it holds characters that cannot be shown.`
  const crowded = crowdedTitle(titles)
  return crowded < 0
    ? undefined
    : `Title ${crowded} begins where ${mostTitlesAtOnce} are seen already; no more fit at once.`
}

/** The first title that begins where too many are seen already; below 0 where there is none. */
export function crowdedTitle(titles: readonly Title[]): number {
  return titles.findIndex(({ startFrame }) => titlesAt(titles, startFrame) > mostTitlesAtOnce)
}

function titlesAt(titles: readonly Title[], frame: number): number {
  return titles.filter(
    ({ startFrame, lengthFrames }) => startFrame <= frame && startFrame + lengthFrames > frame,
  ).length
}

function gridFault({ grid = [] }: Timeline): string | undefined {
  const early = grid.findIndex((beat, i) => i > 0 && beat.seconds <= (grid[i - 1]?.seconds ?? 0))
  return early < 0 ? undefined : `Beat ${early} of the grid does not come after the one before it.`
}

/** The last frame may reach past the end of the song, as it does when the whole song is planned. */
function songFault(timeline: Timeline, songSeconds: number): string | undefined {
  const { songStartSeconds, frameRate, lengthFrames } = timeline
  const mostFrames = Math.max(1, framesOfSeconds(songSeconds - songStartSeconds, frameRate))
  if (songStartSeconds < songSeconds && lengthFrames <= mostFrames) return undefined
  return `The song has no ${lengthFrames} frames from ${songStartSeconds} seconds on.`
}
