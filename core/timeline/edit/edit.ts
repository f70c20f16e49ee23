/**
 * Every edit of a timeline as data, and what it does: pure, so that undo, the pages, the API and several people at once
 * share it. An edit that cannot be done, or changes nothing, answers the very same timeline.
 */
import type { Analysis } from '../../audio/analysis.ts'
import { showableLines } from '../../language/showable.ts'
import { framesOfSeconds, secondsOfFrames } from '../../units.ts'
import { crowdedTitle } from '../fault.ts'
import type {
  Aspect,
  CaptionStyle,
  Captions,
  Effect,
  EffectKind,
  PlannerMedia,
  Timeline,
  TimelineClip,
  Title,
  TransitionKind,
} from '../timeline.ts'
import { endAt, type Keeping, overwrite, remove, reorder } from './arranging.ts'
import { removeCaption, rewordCaption, setCaptions, styleCaptions, timeCaption } from './captioning.ts'
import {
  changeShots,
  clearEffect,
  type Framing,
  frame,
  replacePicture,
  type ShotChange,
  setEffect,
  setTransition,
  slip,
} from './changing.ts'
import { moveCut, splitAt } from './cutting.ts'
import { type DrawnWish, drawClips } from './drawn.ts'
import type { Grid } from './grid.ts'
import type { Piece } from './pieces.ts'
import { regrid } from './regrid.ts'
import { type FrameRange, type PaceWish, repace } from './repace.ts'

/** One edit. Clips are named by their index, moments by their frame. */
export type Edit =
  | { readonly kind: 'move-cut'; readonly clip: number; readonly frame: number }
  | { readonly kind: 'split'; readonly frame: number }
  | { readonly kind: 'remove'; readonly clips: readonly number[] }
  | {
      readonly kind: 'reorder'
      readonly clips: readonly number[]
      readonly beforeClip: number
      readonly keeping: Keeping
    }
  | { readonly kind: 'overwrite'; readonly frame: number; readonly pieces: readonly Piece[] }
  | { readonly kind: 'end-at'; readonly frame: number }
  | { readonly kind: 'replace'; readonly clips: readonly number[]; readonly mediaId: string }
  | { readonly kind: 'draw'; readonly clips: readonly number[]; readonly wish: DrawnWish }
  | { readonly kind: 'slip'; readonly clip: number; readonly seconds: number }
  | { readonly kind: 'change-shots'; readonly clips: readonly number[]; readonly change: ShotChange }
  | {
      readonly kind: 'frame'
      readonly clip: number
      readonly aspect: Aspect
      readonly framing?: Framing | undefined
    }
  | { readonly kind: 'set-effect'; readonly clips: readonly number[]; readonly effect: Effect }
  | { readonly kind: 'clear-effect'; readonly clips: readonly number[]; readonly effect: EffectKind }
  | {
      readonly kind: 'set-transition'
      readonly clips: readonly number[]
      readonly transition?: { readonly kind: TransitionKind; readonly lengthFrames?: number } | undefined
    }
  | { readonly kind: 'repace'; readonly range: FrameRange; readonly pace: PaceWish }
  | { readonly kind: 'add-title'; readonly title: Title }
  | { readonly kind: 'change-title'; readonly index: number; readonly title: Title }
  | { readonly kind: 'remove-title'; readonly index: number }
  | { readonly kind: 'set-captions'; readonly captions?: Captions | undefined }
  | { readonly kind: 'style-captions'; readonly style: Partial<CaptionStyle> }
  | {
      readonly kind: 'time-caption'
      readonly index: number
      readonly startFrame: number
      readonly lengthFrames: number
    }
  | { readonly kind: 'reword-caption'; readonly index: number; readonly text: string }
  | { readonly kind: 'remove-caption'; readonly index: number }
  | { readonly kind: 'regrid'; readonly grid: Grid }

/** What edits look things up in: the song, and the pictures that the video may show. */
export type Material = {
  readonly analysis: Analysis
  readonly pictures: readonly PlannerMedia[]
}

/** The beats of a video: its own corrected ones, else those that were heard. */
export function gridOf(timeline: Timeline, analysis: Analysis): Grid {
  return timeline.grid ?? heardGrid(analysis)
}

/** The beats that the song's analysis heard. */
export function heardGrid(analysis: Analysis): Grid {
  return analysis.beats.map(({ time, position }) => ({ seconds: time, position }))
}

/** Does an edit. */
export function applyEdit(timeline: Timeline, edit: Edit, material: Material): Timeline {
  const edited = editedBy(timeline, edit, material)
  const isCrowded = crowdedTitle(edited.titles) >= 0 && crowdedTitle(timeline.titles) < 0
  return isCrowded ? timeline : withFilmsHeld(edited, material.pictures)
}

function editedBy(timeline: Timeline, edit: Edit, material: Material): Timeline {
  const { analysis, pictures } = material
  switch (edit.kind) {
    case 'move-cut':
      return moveCut(timeline, edit.clip, edit.frame)
    case 'split':
      return splitAt(timeline, edit.frame)
    case 'remove':
      return remove(timeline, edit.clips)
    case 'reorder':
      return reorder(timeline, edit.clips, edit.beforeClip, edit.keeping)
    case 'overwrite':
      return overwrite(timeline, edit.frame, edit.pieces)
    case 'end-at':
      return endAt(timeline, edit.frame, mostFrames(timeline, analysis))
    case 'replace': {
      const picture = pictures.find(({ mediaId }) => mediaId === edit.mediaId)
      return picture === undefined ? timeline : replacePicture(timeline, edit.clips, picture)
    }
    case 'draw':
      return drawClips(timeline, edit.clips, edit.wish, analysis)
    case 'slip':
      return slip(timeline, edit.clip, edit.seconds, filmSeconds(timeline, edit.clip, pictures))
    case 'change-shots':
      return changeShots(timeline, edit.clips, edit.change)
    case 'frame':
      return frame(timeline, edit.clip, edit.aspect, edit.framing)
    case 'set-effect':
      return setEffect(timeline, edit.clips, edit.effect)
    case 'clear-effect':
      return clearEffect(timeline, edit.clips, edit.effect)
    case 'set-transition':
      return setTransition(timeline, edit.clips, edit.transition)
    case 'repace':
      return repace(timeline, edit.range, edit.pace, {
        grid: gridOf(timeline, analysis),
        pictures: shownIn(timeline, pictures),
        analysis,
      })
    case 'add-title':
      return withTitle(timeline, timeline.titles.length, edit.title)
    case 'change-title':
      return edit.index < timeline.titles.length ? withTitle(timeline, edit.index, edit.title) : timeline
    case 'remove-title':
      return withoutTitle(timeline, edit.index)
    case 'set-captions':
      return setCaptions(timeline, edit.captions)
    case 'style-captions':
      return styleCaptions(timeline, edit.style)
    case 'time-caption':
      return timeCaption(timeline, edit.index, edit)
    case 'reword-caption':
      return rewordCaption(timeline, edit.index, edit.text)
    case 'remove-caption':
      return removeCaption(timeline, edit.index)
    case 'regrid':
      return regrid(timeline, heardGrid(analysis), edit.grid)
  }
}

/** A film whose end stands still may be cut there: the later clip shows the film's last moment, which is what was seen. */
function withFilmsHeld(timeline: Timeline, pictures: readonly PlannerMedia[]): Timeline {
  const seconds = new Map(pictures.map(({ mediaId, durationSeconds }) => [mediaId, durationSeconds]))
  const lastMoment = ({ shot }: TimelineClip) => {
    const filmed = shot.kind === 'clip' ? seconds.get(shot.mediaId) : undefined
    if (shot.kind !== 'clip' || filmed === undefined || shot.sourceStartSeconds < filmed) return undefined
    return Math.max(0, filmed - secondsOfFrames(1, timeline.frameRate))
  }
  if (timeline.clips.every((clip) => lastMoment(clip) === undefined)) return timeline
  const clips = timeline.clips.map((clip) => {
    const sourceStartSeconds = lastMoment(clip)
    if (sourceStartSeconds === undefined || clip.shot.kind !== 'clip') return clip
    return { ...clip, shot: { ...clip.shot, sourceStartSeconds } }
  })
  return { ...timeline, clips }
}

/** The longest that a video may be: until its song ends, which its last frame may outlast by less than a frame. */
export function mostFrames(timeline: Timeline, { duration }: Analysis): number {
  return Math.max(1, framesOfSeconds(duration - timeline.songStartSeconds, timeline.frameRate))
}

function filmSeconds(timeline: Timeline, clip: number, pictures: readonly PlannerMedia[]): number {
  const shot = timeline.clips[clip]?.shot
  if (shot?.kind !== 'clip') return 0
  return pictures.find(({ mediaId }) => mediaId === shot.mediaId)?.durationSeconds ?? 0
}

/** The pictures that a video shows already: a new pace brings no strangers in, unless there is nothing else. */
function shownIn(timeline: Timeline, pictures: readonly PlannerMedia[]): readonly PlannerMedia[] {
  const shown = new Set(timeline.clips.flatMap(({ shot }) => (shot.kind === 'visual' ? [] : [shot.mediaId])))
  return pictures.filter(({ mediaId }) => shown.has(mediaId))
}

function withoutTitle(timeline: Timeline, index: number): Timeline {
  if (timeline.titles[index] === undefined) return timeline
  return { ...timeline, titles: timeline.titles.toSpliced(index, 1) }
}

/** A title in the place of one that is there, or after all of them. Nothing changes where none of its text can be shown. */
function withTitle(timeline: Timeline, index: number, title: Title): Timeline {
  const text = showableLines(title.text)
  if (text === '') return timeline
  return { ...timeline, titles: timeline.titles.toSpliced(index, 1, inside({ ...title, text }, timeline)) }
}

/** A title held inside the video, with at least a frame. */
function inside(title: Title, { lengthFrames }: Timeline): Title {
  const startFrame = Math.min(lengthFrames - 1, Math.max(0, Math.round(title.startFrame)))
  const most = lengthFrames - startFrame
  return { ...title, startFrame, lengthFrames: Math.min(most, Math.max(1, Math.round(title.lengthFrames))) }
}
