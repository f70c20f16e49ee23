/** How one looks at the video and works on it, which no undo touches. */
import { type Accessor, createSignal } from 'solid-js'
import type { Aspect } from '#core/timeline/timeline.ts'
import type { FrameRange } from './scene.ts'

/** What drags snap to: the finest places that draw. Coarser ones draw too. */
export type SnapMode = 'beat' | 'bar' | 'part' | 'free'

/** The range, the format, and what a drag means. */
export type Outlook = {
  readonly range: Accessor<FrameRange | undefined>
  readonly setRange: (range: FrameRange | undefined) => void
  /** The format that is looked at; framing in another one than the timeline's own is kept for that one. */
  readonly format: Accessor<Aspect>
  readonly setFormat: (format: Aspect) => void
  readonly snapMode: Accessor<SnapMode>
  readonly setSnapMode: (mode: SnapMode) => void
  readonly editsBeats: Accessor<boolean>
  readonly setEditsBeats: (edits: boolean) => void
  /** Whether dragging a chosen film moves the film under its clip, for whoever has no Alt key to hold. */
  readonly slips: Accessor<boolean>
  readonly setSlips: (slips: boolean) => void
}

/** Looks at a video in its own format, with everything snapping to beats. */
export function createOutlook(ownFormat: Aspect): Outlook {
  const [range, setRange] = createSignal<FrameRange>()
  const [format, setFormat] = createSignal<Aspect>(ownFormat)
  const [snapMode, setSnapMode] = createSignal<SnapMode>('beat')
  const [editsBeats, setEditsBeats] = createSignal(false)
  const [slips, setSlips] = createSignal(false)
  return {
    range,
    setRange,
    format,
    setFormat,
    snapMode,
    setSnapMode,
    editsBeats,
    setEditsBeats,
    slips,
    setSlips,
  }
}
