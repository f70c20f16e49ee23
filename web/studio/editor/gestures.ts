/** Pointers on the timeline: presses that become clicks or drags, two fingers that zoom or slip, the wheel that scrolls. */
import { createSignal } from 'solid-js'
import { createFingerPair } from './finger-pair.ts'
import type { Playback } from './playback.ts'
import { boxOf, type Ground, hitOf, pointOf } from './pointer-place.ts'
import { cursorOver } from './presses.ts'
import { createPressing } from './pressing.ts'
import type { TimelineView } from './timeline-view.ts'

/** What gestures need to know. */
export type GestureWorld = Ground & {
  readonly playback: Playback
  readonly onAddTitle: (frame: number) => void
  readonly onAddBeat: (frame: number) => void
}

/** The handlers of the timeline, and what a drag shows meanwhile. */
export function createGestures(world: GestureWorld) {
  const [cursor, setCursor] = createSignal('default')
  const pair = createFingerPair(world)
  const pressing = createPressing(world)
  const finish = (event: PointerEvent, isKept: boolean) => {
    pair.up(event, isKept)
    pressing.up(event, isKept)
  }
  return {
    guides: () => ({ ...pressing.guides(), ...pair.guides() }),
    cursor,
    /** Gives up what is being dragged; answers whether something was. */
    cancel: () => {
      const isUnderWay = pressing.isDragging() || pair.isSlipping()
      if (isUnderWay) for (const gesture of [pressing, pair]) gesture.stop()
      return isUnderWay
    },
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      boxOf(event).setPointerCapture(event.pointerId)
      if (pair.down(event)) pressing.stop()
      else pressing.down(event)
    },
    onPointerMove: (event: PointerEvent) => {
      if (pair.move(event) || pressing.move(event)) return
      if (event.pointerType === 'mouse') setCursor(cursorOver(hitOf(world, event, false), event.altKey))
    },
    onPointerUp: (event: PointerEvent) => finish(event, true),
    onPointerCancel: (event: PointerEvent) => finish(event, false),
    onDoubleClick: (event: MouseEvent) => addAt(world, event),
    // A finger that rests chooses or draws a range here: no menu of the browser's comes up under it.
    onContextMenu: (event: MouseEvent) => event.preventDefault(),
    onWheel: (event: WheelEvent) => turnWheel(world.place, event),
  }
}

/** A double click adds what the lane holds. */
function addAt(world: GestureWorld, event: MouseEvent): void {
  const { x, y } = pointOf(event)
  const hit = hitOf(world, event, false)
  const frame = Math.round(world.place.frameAt(x))
  if (hit.kind === 'nothing' && y >= world.lanes().titles.top) world.onAddTitle(frame)
  if (hit.kind === 'song' && world.editor.editsBeats()) world.onAddBeat(frame)
}

function turnWheel(place: TimelineView, event: WheelEvent): void {
  event.preventDefault()
  const { deltaX, deltaY } = event
  const isZoom = event.ctrlKey || event.metaKey || event.altKey
  if (isZoom) place.zoom(Math.exp(-deltaY / 200), place.frameAt(pointOf(event).x))
  else place.panPixels(Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : deltaY)
}
