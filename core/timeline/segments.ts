/** Cuts a timeline into segments: the pieces that are encoded, stored and proved one by one. */
import { type TimedWord, wordsOfLine } from './caption-words.ts'
import type { MusicHeard } from './effects.ts'
import type { Music } from './music.ts'
import type {
  CaptionStyle,
  Captions,
  Effect,
  MusicCurve,
  Shot,
  Timeline,
  TimelineClip,
  Title,
  TransitionKind,
} from './timeline.ts'
import { waveHeard } from './wave.ts'

/** One clip as a segment sees it. `offsetFrames` may be negative, or past the end, while a transition lasts. */
export type ShotPart = {
  readonly clipIndex: number
  readonly shot: Shot
  readonly effects: readonly Effect[]
  /** What is heard in the segment's frames, of those curves that the picture moves by. */
  readonly music: MusicHeard
  /** The clip's frame that the segment's first frame shows. */
  readonly offsetFrames: number
  readonly clipLengthFrames: number
}

/** What one segment shows. */
export type SegmentContent =
  | { readonly kind: 'shot'; readonly part: ShotPart }
  | {
      readonly kind: 'transition'
      readonly transition: TransitionKind
      readonly from: ShotPart
      readonly to: ShotPart
    }

/** One title as a segment sees it. `offsetFrames` is the title's frame on the segment's first; it may be negative. */
export type TitlePart = {
  readonly title: Title
  readonly offsetFrames: number
  /** The beats in the segment's frames, for words that spring up on them. */
  readonly music: MusicHeard
}

/**
 * One line of what is sung as a segment sees it: all that its look depends on. Frames of words are counted from the
 * line's first; `offsetFrames` is the line's frame on the segment's first, and may be negative.
 */
export type CaptionPart = {
  readonly text: string
  readonly words: readonly TimedWord[]
  readonly lengthFrames: number
  readonly style: CaptionStyle
  readonly language: string | undefined
  /** Titles that are seen while the line is: it makes room for them. */
  readonly titles: readonly Title[]
  readonly offsetFrames: number
  /** The beats in the segment's frames, for words that spring up on them. */
  readonly music: MusicHeard
}

/** A stretch of the video. Segments touch and cover it from frame 0 to its end. */
export type Segment = {
  readonly startFrame: number
  readonly lengthFrames: number
  readonly content: SegmentContent
  /** The song's shape over the picture, beneath all words. */
  readonly wave?: WavePart
  /** What is written over the picture, the first beneath the others. */
  readonly titles: readonly TitlePart[]
  /** What is sung meanwhile and written, over all else: lines that follow one another. */
  readonly captions: readonly CaptionPart[]
}

/** The song's shape as a segment sees it: how tall its bars are, from `waveReachFrames` before its first frame on. */
export type WavePart = { readonly colour: string; readonly heard: readonly number[] }

/** A longer shot is split, so that segments encode side by side and no piece is lost whole. */
const longestSegmentFrames = 150

/**
 * The segments of a timeline, in order. A transition is a segment of its own, so that its neighbours keep their
 * hashes; a long shot is split at fixed distances from where the whole clip begins, so that an excerpt shares its pieces.
 */
export function segmentsOf(timeline: Timeline, music: Music): readonly Segment[] {
  const transitionAfter = new Map(
    timeline.transitions.map((transition) => [transition.afterClip, transition]),
  )
  const over = overFinder(timeline, music)
  const segments: Segment[] = []
  for (const [clipIndex, clip] of timeline.clips.entries()) {
    const incoming = transitionAfter.get(clipIndex - 1)
    const outgoing = transitionAfter.get(clipIndex)
    const start = incoming === undefined ? clip.startFrame : incoming.startFrame + incoming.lengthFrames
    const end = outgoing === undefined ? clip.startFrame + clip.lengthFrames : outgoing.startFrame
    const clipBegins = clip.startFrame - (clip.cutFrom?.offsetFrames ?? 0)
    for (const stretch of split(start, end, clipBegins)) {
      const content = { kind: 'shot', part: partOf(clip, clipIndex, stretch, music) } as const
      segments.push({ ...stretch, content, ...over(stretch) })
    }
    const next = timeline.clips[clipIndex + 1]
    if (outgoing === undefined || next === undefined) continue
    const { startFrame, lengthFrames, kind: transition } = outgoing
    const stretch = { startFrame, lengthFrames }
    const from = partOf(clip, clipIndex, stretch, music)
    const to = partOf(next, clipIndex + 1, stretch, music)
    const content = { kind: 'transition', transition, from, to } as const
    segments.push({ ...stretch, content, ...over(stretch) })
  }
  return segments
}

type Stretch = Pick<Segment, 'startFrame' | 'lengthFrames'>

function* split(start: number, end: number, clipBegins: number): Generator<Stretch> {
  for (let startFrame = start; startFrame < end; ) {
    const full = Math.floor((startFrame - clipBegins) / longestSegmentFrames) + 1
    const next = Math.min(end, clipBegins + full * longestSegmentFrames)
    yield { startFrame, lengthFrames: next - startFrame }
    startFrame = next
  }
}

function partOf(clip: TimelineClip, clipIndex: number, stretch: Stretch, music: Music): ShotPart {
  const curves: MusicCurve[] = clip.effects.map((effect) => effect.drivenBy)
  if (clip.shot.kind === 'visual') curves.push('energy', 'beats')
  return {
    clipIndex,
    shot: clip.shot,
    effects: clip.effects,
    music: heardIn(stretch, curves, music),
    offsetFrames: stretch.startFrame - clip.startFrame + (clip.cutFrom?.offsetFrames ?? 0),
    clipLengthFrames: clip.cutFrom?.lengthFrames ?? clip.lengthFrames,
  }
}

function heardIn(
  { startFrame, lengthFrames }: Stretch,
  curves: readonly MusicCurve[],
  music: Music,
): MusicHeard {
  return Object.fromEntries(
    curves.map((curve) => [curve, music[curve].slice(startFrame, startFrame + lengthFrames)]),
  )
}

/** What lies over each stretch: the song's shape, and what is written. */
function overFinder(timeline: Timeline, music: Music) {
  const { titles, captions } = timeline
  const captionsIn = captionFinder(captions, titles, music)
  return (stretch: Stretch): Pick<Segment, 'wave' | 'titles' | 'captions'> => ({
    ...waveOver(stretch, timeline, music),
    // Titles are few and their order is not sorted by time, so each stretch looks at all of them.
    titles: titles.filter(meets(stretch)).map(({ cutFrom, ...title }) => ({
      title: { ...title, lengthFrames: cutFrom?.lengthFrames ?? title.lengthFrames },
      offsetFrames: stretch.startFrame - title.startFrame + (cutFrom?.offsetFrames ?? 0),
      music: title.animation === 'pop' ? heardIn(stretch, ['beats'], music) : {},
    })),
    captions: captionsIn(stretch),
  })
}

function waveOver(stretch: Stretch, { wave }: Timeline, music: Music): Pick<Segment, 'wave'> {
  return wave === undefined ? {} : { wave: { colour: wave.colour, heard: waveHeard(stretch, music) } }
}

function meets({ startFrame, lengthFrames }: Stretch): (other: Stretch) => boolean {
  return (other) =>
    other.startFrame < startFrame + lengthFrames && other.startFrame + other.lengthFrames > startFrame
}

/** Lines ascend, as the stretches do that are asked for, so that each line is looked at about once. */
function captionFinder(captions: Captions | undefined, titles: readonly Title[], music: Music) {
  if (captions === undefined) return () => []
  const { style, lines, language } = captions
  let first = 0
  return (stretch: Stretch): readonly CaptionPart[] => {
    const isOver = ({ startFrame, lengthFrames }: Stretch) => startFrame + lengthFrames <= stretch.startFrame
    for (let line = lines[first]; line !== undefined && isOver(line); line = lines[first]) first += 1
    const end = lines.findIndex((line, i) => i >= first && !meets(stretch)(line))
    return lines.slice(first, end < 0 ? undefined : end).map((line) => ({
      text: line.text,
      words: wordsOfLine(line),
      lengthFrames: line.lengthFrames,
      style,
      language,
      titles: titles.filter(meets(line)),
      offsetFrames: stretch.startFrame - line.startFrame,
      music: style.look === 'word' ? heardIn(stretch, ['beats'], music) : {},
    }))
  }
}
