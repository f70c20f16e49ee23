import { expect, test } from 'vitest'
import type { Title } from '../timeline/timeline.ts'
import { titleKey } from './title-key.ts'

const title: Title = {
  startFrame: 0,
  lengthFrames: 30,
  text: 'Night drive',
  place: 'middle',
  size: 0.1,
  font: 'inter',
  colour: '#ffffff',
  backing: 'box',
  animation: 'fade',
}

test('a title is drawn once, whenever it is seen and however it comes, and anew when its words look different', () => {
  expect(titleKey({ ...title, startFrame: 9, lengthFrames: 3, animation: 'pop' })).toBe(titleKey(title))
  const others: readonly Partial<Title>[] = [
    { text: 'Day' },
    { place: 'top' },
    { size: 0.2 },
    { font: 'bricolage' },
    { colour: '#000000' },
    { backing: 'none' },
  ]
  for (const change of others) expect(titleKey({ ...title, ...change })).not.toBe(titleKey(title))
})
