/** Pointers on the timeline: presses that become clicks or drags, two fingers that zoom, the wheel that scrolls. */
import { type Accessor, createSignal } from 'solid-js'
import type { Drag, DragMoment, Guides } from './drags.ts'
import type { Editor } from './editor.ts'
import { pixelsPerFrame } from './frame-view.ts'
import { type Hit, hitAt, type Lanes } from './lanes.ts'
import type { Playback } from './playback.ts'
import { cursorOver, forFinger, type Meaning, meaningOf } from './presses.ts'
import type { TimelineView } from './timeline-view.ts'

/** What gestures need to know. */
export type GestureWorld = {
  readonly editor: Editor
  readonly playback: Playback
  readonly place: TimelineView
  readonly lanes: Accessor<Lanes>
  readonly onAddTitle: (frame: number) => void
  readonly onAddBeat: (frame: number) => void
}

/** A press that is a click until the pointer has moved far enough to mean a drag. */
type Press = {
  readonly pointerId: number
  readonly fromX: number
  readonly meaning: Meaning
  x: number
  drag: Drag | undefined
}

const clickPixels = 4
const edgePixels = { mouse: 7, touch: 22 } as const
const snapPixels = 9

/** The handlers of the timeline, and what a drag shows meanwhile. */
export function createGestures(world: GestureWorld) {
  const { editor, place } = world
  const [guides, setGuides] = createSignal<Guides>({})
  const [cursor, setCursor] = createSignal('default')
  const pinch = makePinch(place)
  const edge = makeEdgeScroll(place)
  let press: Press | undefined

  const drag = (event: PointerEvent, now: Press) => {
    if (now.drag === undefined) return
    setGuides(now.drag.move(momentOf(place, event, now.x)))
    edge.follow(now.x, () => {
      if (press === now) drag(event, now)
    })
  }
  const stop = () => {
    press = undefined
    setGuides({})
    editor.tryOut(undefined)
  }
  const finish = (event: PointerEvent, isKept: boolean) => {
    pinch.up(event)
    edge.stop()
    if (press?.pointerId !== event.pointerId) return
    const ended = press
    press = undefined
    setGuides({})
    endPress(editor, ended, isKept)
  }
  return {
    guides,
    cursor,
    /** Gives up what is being dragged; answers whether something was. */
    cancel: () => {
      if (press?.drag === undefined) return false
      stop()
      return true
    },
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      boxOf(event).setPointerCapture(event.pointerId)
      if (pinch.down(event)) {
        stop()
        return
      }
      const { x } = pointOf(event)
      const meaning = meaningOf(editor, world.playback, placeOfPress(world, event))
      press = { pointerId: event.pointerId, fromX: x, x, meaning, drag: undefined }
      if (!meaning.isImmediate) return
      press.drag = meaning.begin?.()
      drag(event, press)
    },
    onPointerMove: (event: PointerEvent) => {
      if (pinch.move(event)) return
      if (press?.pointerId !== event.pointerId) {
        if (event.pointerType === 'mouse') setCursor(cursorOver(hitOf(world, event, false), event.altKey))
        return
      }
      const by = press.x - pointOf(event).x
      press.x -= by
      if (press.meaning.begin === undefined) place.panPixels(by)
      else if (press.drag === undefined && Math.abs(press.x - press.fromX) > clickPixels)
        press.drag = press.meaning.begin()
      drag(event, press)
    },
    onPointerUp: (event: PointerEvent) => finish(event, true),
    onPointerCancel: (event: PointerEvent) => finish(event, false),
    onDoubleClick: (event: MouseEvent) => addAt(world, event),
    onWheel: (event: WheelEvent) => turnWheel(place, event),
  }
}

/** A press that was let go: a drag is done, a click is answered, and what the browser took away leaves nothing. */
function endPress(editor: Editor, { drag, x, fromX, meaning }: Press, isKept: boolean): void {
  if (!isKept) editor.tryOut(undefined)
  else if (drag !== undefined) drag.drop()
  else if (Math.abs(x - fromX) <= clickPixels) meaning.click()
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

function boxOf(event: Event): HTMLElement {
  // Handlers are on the timeline's own element.
  return event.currentTarget as HTMLElement
}

function pointOf(event: MouseEvent): { readonly x: number; readonly y: number } {
  const box = boxOf(event).getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}

function hitOf({ editor, place, lanes }: GestureWorld, event: MouseEvent, isTouch: boolean): Hit {
  const { x, y } = pointOf(event)
  const touch = {
    timeline: editor.settled(),
    grid: editor.grid(),
    view: place.view(),
    lanes: lanes(),
    widthPixels: place.widthPixels(),
    reachPixels: isTouch ? edgePixels.touch : edgePixels.mouse,
    takesBeats: editor.editsBeats(),
  }
  const hit = hitAt(touch, x, y)
  return isTouch ? forFinger(editor, hit, place.frameAt(x)) : hit
}

function placeOfPress(world: GestureWorld, event: PointerEvent) {
  const isTouch = event.pointerType === 'touch'
  return {
    hit: hitOf(world, event, isTouch),
    frame: world.place.frameAt(pointOf(event).x),
    isTouch,
    isShift: event.shiftKey,
    isAlt: event.altKey,
    isCommand: event.ctrlKey || event.metaKey,
  }
}

function momentOf(place: TimelineView, event: PointerEvent, x: number): DragMoment {
  return {
    frame: place.frameAt(x),
    isFree: event.ctrlKey || event.metaKey,
    isShift: event.shiftKey,
    reachFrames: snapPixels / pixelsPerFrame(place.view(), place.widthPixels()),
  }
}

/** How near an edge a drag scrolls on, and how fast at most, in pixels a frame of the screen. */
const edgeScroll = { reachPixels: 28, mostPixels: 18 } as const

/** A drag held at an edge scrolls there, and goes on with what has come into view. */
function makeEdgeScroll(place: TimelineView) {
  let asked = 0
  return {
    follow: (x: number, again: () => void) => {
      cancelAnimationFrame(asked)
      const past =
        Math.max(x - (place.widthPixels() - edgeScroll.reachPixels), 0) -
        Math.max(edgeScroll.reachPixels - x, 0)
      const { fromFrame, toFrame } = place.view()
      if (past === 0) return
      asked = requestAnimationFrame(() => {
        const by = (past / edgeScroll.reachPixels) * edgeScroll.mostPixels
        place.panPixels(Math.max(-edgeScroll.mostPixels, Math.min(edgeScroll.mostPixels, by)))
        // At the end of the video there is nothing more to come.
        if (place.view().fromFrame !== fromFrame || place.view().toFrame !== toFrame) again()
      })
    },
    stop: () => cancelAnimationFrame(asked),
  }
}

/** Two fingers: what is between them stays between them. Each handler answers whether two are down. */
function makePinch(place: TimelineView) {
  const fingers = new Map<number, number>()
  let spanPixels = 0
  const span = () => {
    const [one = 0, other = 0] = fingers.values()
    return Math.max(20, Math.abs(one - other))
  }
  const middle = () => {
    const [one = 0, other = 0] = fingers.values()
    return (one + other) / 2
  }
  return {
    down: (event: PointerEvent) => {
      if (event.pointerType === 'touch') fingers.set(event.pointerId, pointOf(event).x)
      spanPixels = span()
      return fingers.size === 2
    },
    move: (event: PointerEvent) => {
      if (fingers.size !== 2 || !fingers.has(event.pointerId)) return false
      const before = middle()
      fingers.set(event.pointerId, pointOf(event).x)
      place.panPixels(before - middle())
      place.zoom(span() / spanPixels, place.frameAt(middle()))
      spanPixels = span()
      return true
    },
    up: (event: PointerEvent) => {
      fingers.delete(event.pointerId)
    },
  }
}
