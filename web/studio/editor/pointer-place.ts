/** Where a pointer is on the timeline, and what it touches there. */
import type { Accessor } from 'solid-js'
import type { DragMoment } from './drags.ts'
import type { Editor } from './editor.ts'
import { pixelsPerFrame } from './frame-view.ts'
import { type Hit, hitAt, type Lanes } from './lanes.ts'
import { forFinger, type PressPlace } from './presses.ts'
import type { TimelineView } from './timeline-view.ts'

/** What a place on the timeline is worked out from. */
export type Ground = {
  readonly editor: Editor
  readonly place: TimelineView
  readonly lanes: Accessor<Lanes>
}

const edgePixels = { mouse: 7, touch: 22 } as const
const snapPixels = 9

/** Pixels from the corner of the timeline. Its handlers are on the timeline's own element. */
export function pointOf(event: MouseEvent): { readonly x: number; readonly y: number } {
  const box = boxOf(event).getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}

/** The element of the timeline that an event is on. */
export function boxOf(event: Event): HTMLElement {
  // Handlers are on the timeline's own element.
  return event.currentTarget as HTMLElement
}

/** What lies under a pointer. */
export function hitOf({ editor, place, lanes }: Ground, event: MouseEvent, isTouch: boolean): Hit {
  const { x, y } = pointOf(event)
  const selection = editor.selection()
  const touch = {
    timeline: editor.settled(),
    grid: editor.grid(),
    view: place.view(),
    lanes: lanes(),
    widthPixels: place.widthPixels(),
    reachPixels: isTouch ? edgePixels.touch : edgePixels.mouse,
    takesBeats: editor.editsBeats(),
    firstBeat: isTouch && selection.kind === 'beat' ? selection.beat : undefined,
  }
  const hit = hitAt(touch, x, y)
  return isTouch ? forFinger(editor, hit, place.frameAt(x)) : hit
}

/** Where and how a press was made. */
export function placeOfPress(ground: Ground, event: PointerEvent): PressPlace {
  const isTouch = event.pointerType === 'touch'
  return {
    hit: hitOf(ground, event, isTouch),
    frame: ground.place.frameAt(pointOf(event).x),
    isTouch,
    isShift: event.shiftKey,
    isAlt: event.altKey,
    isCommand: event.ctrlKey || event.metaKey,
  }
}

/** One moment of a drag whose pointer is so many pixels from the left. */
export function momentOf(place: TimelineView, event: PointerEvent, x: number): DragMoment {
  return {
    frame: place.frameAt(x),
    isFree: event.ctrlKey || event.metaKey,
    isShift: event.shiftKey,
    reachFrames: snapPixels / pixelsPerFrame(place.view(), place.widthPixels()),
  }
}
