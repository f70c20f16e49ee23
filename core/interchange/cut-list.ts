/** What every format for editors is written from: the cuts of a video, with the files they show and what the song does there. */
import type { Analysis } from '../audio/analysis.ts'
import { barFramesOf } from '../timeline/bar-lines.ts'
import type { FrameSize } from '../timeline/preset.ts'
import type { SpeedRamp, Timeline, Transition } from '../timeline/timeline.ts'
import { framesOfSeconds } from '../units.ts'

/** A file of the media library, as editors look for it: by its name. */
export type SourceMedia = FrameSize & {
  readonly fileName: string
  readonly kind: 'photo' | 'clip'
  /** Clips only. */
  readonly durationSeconds?: number | undefined
}

/** A song as editors look for it. */
export type SourceSong = { readonly fileName: string; readonly durationSeconds: number }

/** What a cut list is made from; `media` by the ids that the timeline shows. */
export type CutListInput = {
  readonly title: string
  readonly timeline: Timeline
  readonly analysis: Analysis
  readonly song: SourceSong
  readonly media: ReadonlyMap<string, SourceMedia>
}

/** What is seen between two cuts. */
export type CutSource =
  | { readonly kind: 'photo'; readonly media: SourceMedia }
  | {
      readonly kind: 'clip'
      readonly media: SourceMedia
      readonly startSeconds: number
      readonly speed: SpeedRamp
    }
  | { readonly kind: 'generated'; readonly seed: number }

/** One clip of the video. */
export type CutItem = {
  readonly startFrame: number
  readonly lengthFrames: number
  readonly name: string
  readonly source: CutSource
  /** The transition to the next clip. */
  readonly transition: Transition | undefined
}

/** A moment of the song: a bar that begins, a part that opens, words that are shown from there on. */
export type CutMarker = {
  readonly frame: number
  readonly lengthFrames: number
  readonly kind: 'bar' | 'part' | 'title'
  readonly name: string
}

/** What marks look like in an editor, by the names that OpenTimelineIO and edit decision lists share. */
export const markerColours = { bar: 'WHITE', part: 'GREEN', title: 'CYAN' } as const satisfies Record<
  CutMarker['kind'],
  string
>

/** The cuts of a video, in order. */
export type CutList = {
  readonly title: string
  readonly frameRate: number
  readonly lengthFrames: number
  readonly aspect: Timeline['aspect']
  readonly items: readonly CutItem[]
  readonly markers: readonly CutMarker[]
  readonly song: SourceSong & { readonly startSeconds: number }
}

/** The cut list of a video. A picture whose file is not known is left as a generated one. */
export function cutListOf({ title, timeline, analysis, song, media }: CutListInput): CutList {
  const { frameRate, lengthFrames, aspect, songStartSeconds } = timeline
  const after = new Map(timeline.transitions.map((transition) => [transition.afterClip, transition]))
  return {
    title: plainText(title),
    ...{ frameRate, lengthFrames, aspect },
    items: timeline.clips.map((clip, i) => {
      const source = sourceOf(clip.shot, media)
      const name = source.kind === 'generated' ? 'Generated picture' : source.media.fileName
      const { startFrame } = clip
      return { startFrame, lengthFrames: clip.lengthFrames, name, source, transition: after.get(i) }
    }),
    markers: markersOf(timeline, analysis),
    song: { ...song, fileName: plainText(song.fileName), startSeconds: songStartSeconds },
  }
}

/** Text that any format can hold: one line, without control characters or halves of characters. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]+/gu, ' ').trim()
}

function sourceOf(
  shot: Timeline['clips'][number]['shot'],
  media: ReadonlyMap<string, SourceMedia>,
): CutSource {
  if (shot.kind === 'visual') return { kind: 'generated', seed: shot.seed }
  const found = media.get(shot.mediaId)
  if (found === undefined) return { kind: 'generated', seed: 0 }
  const named = { ...found, fileName: plainText(found.fileName) }
  if (shot.kind === 'photo') return { kind: 'photo', media: named }
  return { kind: 'clip', media: named, startSeconds: shot.sourceStartSeconds, speed: shot.speed }
}

function markersOf(timeline: Timeline, analysis: Analysis): readonly CutMarker[] {
  const { songStartSeconds, frameRate, lengthFrames, titles } = timeline
  const bars = barFramesOf(analysis, timeline)
    .filter((frame) => frame < lengthFrames)
    .map((frame, i) => ({ frame, lengthFrames: 1, kind: 'bar' as const, name: `Bar ${i + 1}` }))
  const parts = analysis.segments.flatMap(({ time, label }) => {
    const frame = framesOfSeconds(time - songStartSeconds, frameRate)
    if (frame < 0 || frame >= lengthFrames) return []
    return [{ frame, lengthFrames: 1, kind: 'part' as const, name: plainText(label) }]
  })
  const words = titles.map(({ startFrame, lengthFrames: length, text }) => {
    return { frame: startFrame, lengthFrames: length, kind: 'title' as const, name: plainText(text) }
  })
  const order = { part: 0, title: 1, bar: 2 } as const
  return [...bars, ...parts, ...words].toSorted((a, b) => a.frame - b.frame || order[a.kind] - order[b.kind])
}
