import { expect, test } from 'vitest'
import type { Editor } from './editor.ts'
import { createFingerPair } from './finger-pair.ts'
import { lanesIn } from './lanes.ts'
import { nothing } from './selection.ts'

/** A view of a thousand frames on as many pixels, which keeps how often it was made nearer and by how much it was moved. */
function pairOnTimeline() {
  const made = { nearer: 1, panned: 0 }
  const place = {
    view: () => ({ fromFrame: 0, toFrame: 1000 }),
    widthPixels: () => 1000,
    setWidthPixels: () => undefined,
    frameAt: (pixels: number) => pixels,
    show: () => undefined,
    showWhole: () => undefined,
    isWhole: () => true,
    zoom: (factor: number) => {
      made.nearer *= factor
    },
    panPixels: (pixels: number) => {
      made.panned += pixels
    },
  }
  const lanes = () => lanesIn(300, false)
  // Of the editor only what is chosen is asked for here.
  const editor = { selection: () => nothing } as unknown as Editor
  return { pair: createFingerPair({ editor, place, lanes }), made }
}

let atMs = 0

/** What a browser tells of a finger: no more of it is looked at. */
function finger(pointerId: number, clientX: number): PointerEvent {
  atMs += 8
  const currentTarget = { getBoundingClientRect: () => ({ left: 0, top: 0 }) }
  const told = { pointerType: 'touch', pointerId, clientX, clientY: 50, timeStamp: atMs, currentTarget }
  return told as unknown as PointerEvent
}

test('two fingers zoom by how far they part from where both were down, wherever the first has been before', () => {
  const { pair, made } = pairOnTimeline()
  expect(pair.down(finger(1, 700))).toBe(false)
  for (const x of [600, 500, 400]) expect(pair.move(finger(1, x))).toBe(false)
  expect(pair.down(finger(2, 500))).toBe(true)
  pair.move(finger(1, 380))
  pair.move(finger(2, 580))
  expect(made.nearer).toBeCloseTo(2)
  expect(made.panned).toBeCloseTo(-30)
})

test('a finger that stays when the other leaves begins anew with the next', () => {
  const { pair, made } = pairOnTimeline()
  for (const [id, x] of [
    [1, 400],
    [2, 500],
  ] as const)
    pair.down(finger(id, x))
  pair.up(finger(2, 500), true)
  pair.move(finger(1, 100))
  pair.down(finger(3, 300))
  pair.move(finger(3, 500))
  expect(made.nearer).toBeCloseTo(2)
})
