/** One press on the timeline from beginning to end: a click, a drag, a scroll that glides on, or a finger that rests. */
import { createSignal } from 'solid-js'
import type { Drag, Guides } from './drags.ts'
import type { Editor } from './editor.ts'
import type { Playback } from './playback.ts'
import { type Ground, momentOf, placeOfPress, pointOf } from './pointer-place.ts'
import { type Meaning, meaningOf } from './presses.ts'
import type { TimelineView } from './timeline-view.ts'
import { makeEdgeScroll, makeGlide } from './view-motion.ts'

/** A press that is a click until the pointer has moved far enough to mean a drag. */
type Press = {
  readonly pointerId: number
  readonly fromX: number
  readonly meaning: Meaning
  x: number
  /** Whether it has moved away from where it began, if only to come back. */
  hasMoved: boolean
  drag: Drag | undefined
  /** Ends the wait for a finger that rests. */
  readonly hold: ReturnType<typeof setTimeout> | undefined
}

const clickPixels = 4
/** A finger wavers more than a mouse while it rests. */
const restPixels = 10
/** How long a finger rests before it means more than a tap, as on Android and iOS. */
const holdMs = 450

/** Follows one pointer at a time. */
export function createPressing(world: Ground & { readonly playback: Playback }) {
  const { editor, place } = world
  const [guides, setGuides] = createSignal<Guides>({})
  const dragging = makeDragging(place, setGuides)
  const glide = makeGlide(place)
  let press: Press | undefined

  const rest = (event: PointerEvent, start: () => Drag) => {
    if (press?.pointerId !== event.pointerId || press.hasMoved) return
    navigator.vibrate?.(12)
    dragging.begin(event, press, start)
  }
  const end = (): Press | undefined => {
    const ended = press
    clearTimeout(ended?.hold)
    dragging.stop()
    press = undefined
    setGuides({})
    return ended
  }
  return {
    guides,
    isDragging: () => press?.drag !== undefined,
    down: (event: PointerEvent) => {
      const meaning = meaningOf(editor, world.playback, placeOfPress(world, event))
      press = newPress(event, glide.stop() ? { ...meaning, click: () => {} } : meaning, rest)
      if (meaning.isImmediate) dragging.begin(event, press, meaning.begin)
    },
    /** Answers whether it is the pointer that is followed. */
    move: (event: PointerEvent): boolean => {
      if (press?.pointerId !== event.pointerId) return false
      const { begin: start } = press.meaning
      const by = movedTo(press, event)
      if (press.drag !== undefined) dragging.follow(event, press)
      else if (start === undefined) {
        place.panPixels(by)
        glide.follow(event)
      } else if (Math.abs(press.x - press.fromX) > clickPixels) dragging.begin(event, press, start)
      return true
    },
    up: (event: PointerEvent, isKept: boolean) => {
      if (press?.pointerId !== event.pointerId) return
      const ended = press
      end()
      endPress(editor, ended, isKept)
      if (isKept && ended.drag === undefined && ended.hasMoved) glide.release(event)
    },
    /** Gives up what was begun, and holds the view where it is. */
    stop: () => {
      glide.stop()
      if (end() !== undefined) editor.tryOut(undefined)
    },
  }
}

/** Brings a drag to where its pointer is, and on while it is held at an edge. */
function makeDragging(place: TimelineView, onGuides: (guides: Guides) => void) {
  const edge = makeEdgeScroll(place)
  const follow = (event: PointerEvent, press: Press) => {
    if (press.drag === undefined) return
    onGuides(press.drag.move(momentOf(place, event, press.x)))
    edge.follow(press.x, () => follow(event, press))
  }
  return {
    follow,
    begin: (event: PointerEvent, press: Press, start: (() => Drag) | undefined) => {
      clearTimeout(press.hold)
      press.drag = start?.()
      follow(event, press)
    },
    stop: edge.stop,
  }
}

/** A press as it begins. `onRest` hears of a finger that stays where it is, if that means anything there. */
function newPress(
  event: PointerEvent,
  meaning: Meaning,
  onRest: (event: PointerEvent, start: () => Drag) => void,
): Press {
  const { x } = pointOf(event)
  const { rest } = meaning
  const hold = rest === undefined ? undefined : setTimeout(() => onRest(event, rest), holdMs)
  return { pointerId: event.pointerId, fromX: x, x, hasMoved: false, meaning, drag: undefined, hold }
}

/** Notes where a pointer has come to, and answers by how many pixels to the left. */
function movedTo(press: Press, event: PointerEvent): number {
  const { x } = pointOf(event)
  const by = press.x - x
  press.x = x
  const reach = event.pointerType === 'touch' ? restPixels : clickPixels
  press.hasMoved ||= Math.abs(x - press.fromX) > reach
  return by
}

/** A press that was let go: a drag is done, a click is answered, and what the browser took away leaves nothing. */
function endPress(editor: Editor, { drag, x, fromX, meaning }: Press, isKept: boolean): void {
  if (!isKept) editor.tryOut(undefined)
  else if (drag !== undefined) drag.drop()
  else if (Math.abs(x - fromX) <= clickPixels) meaning.click()
}
