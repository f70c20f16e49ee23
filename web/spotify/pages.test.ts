import { expect, test } from 'vitest'
import { createOffsetPages } from './pages.ts'

/** Twenty-five numbers, ten a page; every third question fails. */
function numbers() {
  let asked = 0
  return createOffsetPages(async (offset) => {
    asked += 1
    if (asked % 3 === 0) throw new Error('Spotify is away.')
    const items = Array.from({ length: Math.min(10, 25 - offset) }, (_, at) => offset + at)
    return { items, nextOffset: offset + 10 < 25 ? offset + 10 : null }
  })
}

test('pages follow one another to the end; one that did not come is asked for again', async () => {
  const pages = numbers()
  await pages.begin()
  expect([pages.items().length, pages.hasMore()]).toEqual([10, true])
  await pages.more()
  await pages.more()
  expect([pages.items().length, pages.hasMore(), pages.trouble()]).toEqual([20, true, expect.any(Error)])
  await pages.more()
  expect(pages.items()).toEqual(Array.from({ length: 25 }, (_, at) => at))
  expect([pages.hasMore(), pages.isLooking(), pages.trouble()]).toEqual([false, false, undefined])
})

test('whoever begins anew throws away what is still under way', async () => {
  const answers: ((items: readonly string[]) => void)[] = []
  const pages = createOffsetPages<string>(
    () => new Promise((resolve) => answers.push((items) => resolve({ items, nextOffset: null }))),
  )
  const first = pages.begin()
  const second = pages.begin()
  answers[1]?.(['new'])
  answers[0]?.(['old'])
  await Promise.all([first, second])
  expect([pages.items(), pages.isLooking()]).toEqual([['new'], false])
  pages.clear()
  expect([pages.items(), pages.hasMore()]).toEqual([[], false])
})
