/** What dragging does, one kind each: it shows at once what it would do, and does it when it is let go. */
import { filmSecondsOf } from '#core/timeline/edit/cutting.ts'
import type { Edit } from '#core/timeline/edit/edit.ts'
import { gridOf, mostFrames } from '#core/timeline/edit/edit.ts'
import { moveBeat } from '#core/timeline/edit/grid.ts'
import { clipIndexAt } from '#core/timeline/edit/pieces.ts'
import { type SnapPoint, snapPointsOf, snapTo } from '#core/timeline/edit/snapping.ts'
import { secondsOfFrames } from '#core/units.ts'
import { counted } from '../../ui/words.ts'
import type { Editor } from './editor.ts'
import { clipsBetween, type Edge, type Hit } from './lanes.ts'
import type { FrameRange, SlipShown } from './scene.ts'
import { clipsOf, someClips } from './selection.ts'

/** One moment of a drag: the frame under the pointer, and what is held meanwhile. */
export type DragMoment = {
  readonly frame: number
  /** Nothing snaps while this is held. */
  readonly isFree: boolean
  readonly isShift: boolean
  /** How far a beat draws, in frames, at the zoom of the moment. */
  readonly reachFrames: number
}

/** What only a drag shows on the drawing. */
export type Guides = {
  readonly snappedFrame?: number | undefined
  readonly dropFrame?: number | undefined
  readonly marquee?: FrameRange | undefined
  readonly slip?: SlipShown | undefined
}

/** A drag that is under way. */
export type Drag = {
  readonly move: (moment: DragMoment) => Guides
  /** Does what was shown last. */
  readonly drop: () => void
}

/** Places that draw, by what the person wants to snap to; none while free. `besides` never draws: it is what moves. */
function snapPoints(editor: Editor, besides: number | undefined, playhead: number): readonly SnapPoint[] {
  const mode = editor.snapMode()
  if (mode === 'free') return []
  const { analysis, settled } = editor
  const whole = { ...settled(), lengthFrames: mostFrames(settled(), analysis) }
  const points = snapPointsOf(whole, gridOf(settled(), analysis), analysis.segments)
  const drawing = points.filter(({ kind }) => {
    if (kind === 'beat') return mode === 'beat'
    return kind === 'bar' ? mode !== 'part' : true
  })
  const own: SnapPoint = { frame: Math.round(playhead), kind: 'cut' }
  return [...drawing.filter((point) => point.frame !== besides || point.kind !== 'cut'), own].toSorted(
    (a, b) => a.frame - b.frame,
  )
}

function snapped(points: readonly SnapPoint[], frame: number, moment: DragMoment): SnapPoint | undefined {
  return moment.isFree ? undefined : snapTo(points, frame, moment.reachFrames)
}

/** Moves a cut: one clip becomes longer by what the other loses. */
export function dragCut(editor: Editor, afterClip: number, playhead: number): Drag {
  const clip = afterClip + 1
  const start = editor.settled().clips[clip]?.startFrame
  const points = snapPoints(editor, start, playhead)
  return trying(editor, 'Moved the cut', (moment) => {
    const point = snapped(points, moment.frame, moment)
    const frame = point?.frame ?? Math.round(moment.frame)
    return { edit: { kind: 'move-cut', clip, frame }, guides: { snappedFrame: point?.frame } }
  })
}

/** Ends the video elsewhere: what is after it goes, or the last clip runs on, at most as long as the song. */
export function dragEnd(editor: Editor, playhead: number): Drag {
  const points = snapPoints(editor, undefined, playhead)
  return trying(editor, 'The video ends elsewhere', (moment) => {
    const point = snapped(points, moment.frame, moment)
    const frame = point?.frame ?? Math.round(moment.frame)
    return { edit: { kind: 'end-at', frame }, guides: { snappedFrame: point?.frame } }
  })
}

/** Lets a film begin earlier or later in its own time: the picture moves under its clip as the pointer does. */
export function slipFilm(editor: Editor, clip: number, fromFrame: number): Drag {
  const drag = trying(editor, 'Slipped the film', ({ frame }) => {
    const seconds = secondsOfFrames(fromFrame - frame, editor.settled().frameRate)
    return { edit: { kind: 'slip', clip, seconds }, guides: {} }
  })
  // What is said of the film is what the edit made of it: it ends where the film does.
  return { ...drag, move: (moment) => ({ ...drag.move(moment), slip: slipShown(editor, clip) }) }
}

function slipShown(editor: Editor, clip: number): SlipShown | undefined {
  const { clips, frameRate } = editor.timeline()
  const slipped = clips[clip]
  if (slipped?.shot.kind !== 'clip') return undefined
  const { shot, lengthFrames } = slipped
  const film = editor.material().pictures.find(({ mediaId }) => mediaId === shot.mediaId)
  const [fromSeconds, lastsSeconds] = [shot.sourceStartSeconds, filmSecondsOf(shot, lengthFrames, frameRate)]
  return {
    ...{ clip, fromSeconds, lastsSeconds },
    filmSeconds: Math.max(film?.durationSeconds ?? 0, fromSeconds + lastsSeconds),
  }
}

/** Brings the chosen clips elsewhere. The cuts stay on their beats; with Shift the clips bring their lengths. */
export function dragClips(editor: Editor): Drag {
  const clips = clipsOf(editor.selection())
  let drop: { readonly beforeClip: number; readonly keeping: 'cuts' | 'lengths' } | undefined
  return {
    move: ({ frame, isShift }) => {
      const timeline = editor.settled()
      const index = clipIndexAt(timeline, frame)
      const under = timeline.clips[index]
      if (under === undefined) return {}
      const isLater = frame > under.startFrame + under.lengthFrames / 2
      const beforeClip = isLater ? index + 1 : index
      drop = { beforeClip, keeping: isShift ? 'lengths' : 'cuts' }
      return { dropFrame: timeline.clips[beforeClip]?.startFrame ?? timeline.lengthFrames }
    },
    drop: () => {
      if (drop === undefined) return
      const { beforeClip, keeping } = drop
      const first = beforeClip - clips.filter((clip) => clip < beforeClip).length
      editor.do(
        { kind: 'reorder', clips, beforeClip, keeping },
        {
          words: `Moved ${counted(clips.length, 'clip')}`,
          choose: someClips(clips.map((_, i) => first + i)),
        },
      )
    },
  }
}

/** Moves a title, or one of its ends. */
export function dragTitle(
  editor: Editor,
  { title: index, edge }: Extract<Hit, { kind: 'title' }>,
  from: SpanDragFrom,
): Drag {
  const title = editor.settled().titles[index]
  const words = edge === undefined ? 'Moved the title' : 'Changed when the title is seen'
  return dragSpan(editor, { span: title, edge, words, ...from }, (moved) =>
    title === undefined ? undefined : { kind: 'change-title', index, title: { ...title, ...moved } },
  )
}

/** Moves a line of the captions, or one of its ends, as far as its neighbours leave room. */
export function dragCaption(
  editor: Editor,
  { caption: index, edge }: Extract<Hit, { kind: 'caption' }>,
  from: SpanDragFrom,
): Drag {
  const span = editor.settled().captions?.lines[index]
  const words = edge === undefined ? 'Moved a caption' : 'Changed when a caption is seen'
  return dragSpan(editor, { span, edge, words, ...from }, (moved) => {
    return { kind: 'time-caption', index, ...moved }
  })
}

/** Where a drag of words began, and where the playhead is, which draws. */
type SpanDragFrom = { readonly fromFrame: number; readonly playhead: number }
type Span = { readonly startFrame: number; readonly lengthFrames: number }

function dragSpan(
  editor: Editor,
  of: SpanDragFrom & {
    readonly span: Span | undefined
    readonly edge: Edge | undefined
    readonly words: string
  },
  editOf: (moved: Span) => Edit | undefined,
): Drag {
  const { span, edge } = of
  const points = snapPoints(editor, undefined, of.playhead)
  return trying(editor, of.words, (moment) => {
    if (span === undefined) return { guides: {} }
    const end = span.startFrame + span.lengthFrames
    const dragged = (edge === 'end' ? end : span.startFrame) + moment.frame - of.fromFrame
    const point = snapped(points, dragged, moment)
    const edit = editOf(movedSpan(span, edge, point?.frame ?? Math.round(dragged)))
    return { ...(edit === undefined ? {} : { edit }), guides: { snappedFrame: point?.frame } }
  })
}

function movedSpan({ startFrame, lengthFrames }: Span, edge: Edge | undefined, frame: number): Span {
  const end = startFrame + lengthFrames
  if (edge === 'end') return { startFrame, lengthFrames: Math.max(1, frame - startFrame) }
  if (edge === undefined) return { startFrame: Math.max(0, frame), lengthFrames }
  const start = Math.min(end - 1, Math.max(0, frame))
  return { startFrame: start, lengthFrames: end - start }
}

/** Moves a beat; the cuts that lie on it come along. */
export function dragBeat(editor: Editor, beat: number): Drag {
  const { analysis, settled } = editor
  const grid = gridOf(settled(), analysis)
  return trying(editor, 'Moved a beat', ({ frame }) => {
    const { songStartSeconds, frameRate } = settled()
    const seconds = songStartSeconds + secondsOfFrames(frame, frameRate)
    return { edit: { kind: 'regrid', grid: moveBeat(grid, beat, seconds) }, guides: {} }
  })
}

/** Chooses every clip of a stretch; `kept` stay chosen. */
export function dragMarquee(editor: Editor, fromFrame: number, kept: readonly number[]): Drag {
  return {
    move: ({ frame }) => {
      editor.choose(someClips([...kept, ...clipsBetween(editor.settled().clips, fromFrame, frame)]))
      const [startFrame, endFrame] = fromFrame <= frame ? [fromFrame, frame] : [frame, fromFrame]
      return { marquee: { startFrame, endFrame } }
    },
    drop: () => {},
  }
}

/** Draws the range that the next change of pace works on. */
export function dragRange(editor: Editor, fromFrame: number, playhead: number): Drag {
  const points = snapPoints(editor, undefined, playhead)
  const last = editor.settled().lengthFrames
  const at = (frame: number, moment: DragMoment) =>
    Math.min(last, snapped(points, frame, moment)?.frame ?? Math.max(0, Math.round(frame)))
  return {
    move: (moment) => {
      const [one, other] = [at(fromFrame, moment), at(moment.frame, moment)]
      const [startFrame, endFrame] = one <= other ? [one, other] : [other, one]
      editor.setRange(endFrame > startFrame ? { startFrame, endFrame } : undefined)
      return { snappedFrame: other }
    },
    drop: () => {},
  }
}

/** Moves the playhead. */
export function scrub(seek: (frame: number) => void): Drag {
  return {
    move: ({ frame }) => {
      seek(Math.round(frame))
      return {}
    },
    drop: () => {},
  }
}

/** A drag whose edit is shown while it lasts. */
function trying(
  editor: Editor,
  words: string,
  at: (moment: DragMoment) => { readonly edit?: Edit; readonly guides: Guides },
): Drag {
  let last: Edit | undefined
  return {
    move: (moment) => {
      const { edit, guides } = at(moment)
      last = edit
      editor.tryOut(edit)
      return guides
    },
    drop: () => {
      if (last !== undefined) editor.do(last, { words })
    },
  }
}
