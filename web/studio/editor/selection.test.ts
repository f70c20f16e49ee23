import { expect, test } from 'vitest'
import { clipsOf, extended, heldInside, nothing, oneClip, someClips, toggled } from './selection.ts'

test('shift chooses from where choosing began, in both directions', () => {
  const begun = oneClip(4)
  expect(clipsOf(extended(begun, 6))).toEqual([4, 5, 6])
  expect(clipsOf(extended(extended(begun, 6), 2))).toEqual([2, 3, 4])
})

test('command takes a clip in and out again, and the last one out leaves nothing', () => {
  const two = toggled(oneClip(4), 1)
  expect(clipsOf(two)).toEqual([1, 4])
  expect(clipsOf(toggled(two, 4))).toEqual([1])
  expect(toggled(oneClip(4), 4)).toEqual(nothing)
})

test('what is no longer there is no longer chosen', () => {
  const counts = { clips: 3, titles: 0, captions: 2, beats: 8 }
  expect(clipsOf(heldInside(someClips([1, 2, 3]), counts))).toEqual([1, 2])
  expect(heldInside({ kind: 'title', title: 0 }, counts)).toEqual(nothing)
  expect(heldInside({ kind: 'caption', caption: 2 }, counts)).toEqual(nothing)
  expect(heldInside({ kind: 'caption', caption: 1 }, counts)).toEqual({ kind: 'caption', caption: 1 })
  expect(heldInside({ kind: 'beat', beat: 7 }, counts)).toEqual({ kind: 'beat', beat: 7 })
})
