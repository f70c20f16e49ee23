/** What a press on something of the timeline begins when it is dragged, and does when it is not. */
import {
  type Drag,
  dragBeat,
  dragCaption,
  dragClips,
  dragCut,
  dragEnd,
  dragMarquee,
  dragRange,
  dragTitle,
  scrub,
  slipFilm,
} from './drags.ts'
import type { Editor } from './editor.ts'
import type { Hit } from './lanes.ts'
import type { Playback } from './playback.ts'
import { clipsOf, extended, nothing, oneClip, type Selection, toggled } from './selection.ts'

/** What a press means. */
export type Meaning = {
  /** Begins a drag; without it, a finger scrolls. */
  readonly begin: (() => Drag) | undefined
  readonly click: () => void
  /** Begins a drag once a finger has rested where it pressed: what a mouse does with a key held. */
  readonly rest?: () => Drag
  /** Whether it begins with the press itself rather than once the pointer has moved. */
  readonly isImmediate: boolean
}

/** Where and how a press was made. */
export type PressPlace = {
  readonly hit: Hit
  readonly frame: number
  readonly isTouch: boolean
  readonly isShift: boolean
  readonly isAlt: boolean
  readonly isCommand: boolean
}

/** What a press means where it was made. */
export function meaningOf(editor: Editor, playback: Playback, press: PressPlace): Meaning {
  const { hit, frame, isTouch, isShift } = press
  const playhead = playback.frame()
  const seek = () => playback.seek(Math.round(frame))
  switch (hit.kind) {
    case 'ruler':
    case 'song': {
      if (isShift) return later(() => dragRange(editor, frame, playhead), seek)
      // A finger scrolls where a mouse moves the playhead.
      if (isTouch && hit.kind === 'song')
        return { ...later(undefined, seek), rest: () => dragRange(editor, frame, playhead) }
      return { begin: () => scrub(playback.seek), click: seek, isImmediate: true }
    }
    case 'beat':
      return onBeat(editor, hit.beat, isTouch)
    case 'clip':
      return onClip(editor, playback, hit.clip, press)
    case 'cut':
      return later(
        () => dragCut(editor, hit.afterClip, playhead),
        () => editor.choose(oneClip(hit.afterClip + 1)),
      )
    case 'end':
      return later(
        () => dragEnd(editor, playhead),
        () => editor.choose(oneClip(editor.settled().clips.length - 1)),
      )
    case 'title':
    case 'caption':
      return onWords(editor, playback, hit, press)
    case 'nothing': {
      const choose = () => dragMarquee(editor, frame, [])
      const none = () => editor.choose(nothing)
      return isTouch ? { ...later(undefined, none), rest: choose } : later(choose, none)
    }
  }
}

/** Beats lie close to one another: a finger moves only the one it has chosen before, or it could not scroll. */
function onBeat(editor: Editor, beat: number, isTouch: boolean): Meaning {
  const selection = editor.selection()
  const isChosen = selection.kind === 'beat' && selection.beat === beat
  const choose = () => editor.choose({ kind: 'beat', beat })
  return later(isTouch && !isChosen ? undefined : () => dragBeat(editor, beat), choose)
}

function later(begin: (() => Drag) | undefined, click: () => void): Meaning {
  return { begin, click, isImmediate: false }
}

function onClip(
  editor: Editor,
  playback: Playback,
  clip: number,
  { frame, isTouch, isShift, isAlt, isCommand }: PressPlace,
): Meaning {
  const selection = editor.selection()
  const isChosen = clipsOf(selection).includes(clip)
  const isFilm = editor.settled().clips[clip]?.shot.kind === 'clip'
  const choose = () => editor.choose(oneClip(clip))
  if (isFilm && (isAlt || (editor.slips() && isChosen)))
    return later(() => slipFilm(editor, clip, frame), choose)
  if (isShift)
    return later(
      () => dragMarquee(editor, frame, clipsOf(selection)),
      () => editor.choose(extended(selection, clip)),
    )
  const begin = () => {
    if (!isChosen) choose()
    return dragClips(editor)
  }
  const click = () => {
    if (isCommand) editor.choose(toggled(selection, clip))
    else {
      choose()
      // What is chosen is seen: its choices are about the picture that is there.
      playback.seek(Math.floor(frame))
    }
  }
  // A finger moves only what it has chosen before; anywhere else it scrolls, or chooses more once it has rested.
  if (!isTouch || isChosen) return later(begin, click)
  return { ...later(undefined, click), rest: () => dragMarquee(editor, frame, []) }
}

/** A click shows the words that it chooses. They may fill their lane: a finger moves only those it has chosen before. */
function onWords(
  editor: Editor,
  playback: Playback,
  hit: Extract<Hit, { kind: 'title' | 'caption' }>,
  { frame, isTouch }: PressPlace,
): Meaning {
  const selection = editor.selection()
  const wished: Selection =
    hit.kind === 'title' ? { kind: 'title', title: hit.title } : { kind: 'caption', caption: hit.caption }
  const isChosen =
    wished.kind === 'title'
      ? selection.kind === 'title' && selection.title === wished.title
      : selection.kind === 'caption' && selection.caption === wished.caption
  const choose = () => editor.choose(wished)
  const click = () => {
    choose()
    playback.seek(Math.floor(frame))
  }
  if (isTouch && !isChosen) return later(undefined, click)
  return later(() => {
    choose()
    const from = { fromFrame: frame, playhead: playback.frame() }
    return hit.kind === 'title' ? dragTitle(editor, hit, from) : dragCaption(editor, hit, from)
  }, click)
}

/** The cursor over something that a mouse can take. */
export function cursorOver(hit: Hit, isAlt: boolean): string {
  switch (hit.kind) {
    case 'cut':
    case 'end':
    case 'beat':
      return 'ew-resize'
    case 'title':
    case 'caption':
      return hit.edge === undefined ? 'grab' : 'ew-resize'
    case 'clip':
      return isAlt ? 'col-resize' : 'pointer'
    case 'ruler':
    case 'song':
      return 'crosshair'
    case 'nothing':
      return 'default'
  }
}

/** A finger takes the edges of what is chosen only: it is too wide to choose between a clip and its end. */
export function forFinger(editor: Editor, hit: Hit, frame: number): Hit {
  const chosen = clipsOf(editor.selection())
  const last = editor.settled().clips.length - 1
  if (hit.kind === 'end' && !chosen.includes(last)) return { kind: 'clip', clip: last }
  if (hit.kind !== 'cut') return hit
  if (chosen.includes(hit.afterClip) || chosen.includes(hit.afterClip + 1)) return hit
  const start = editor.settled().clips[hit.afterClip + 1]?.startFrame ?? 0
  return { kind: 'clip', clip: frame < start ? hit.afterClip : hit.afterClip + 1 }
}
