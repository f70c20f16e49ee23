import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Comparison, compareLists } from './compare.ts'
import { itemNamed, type PlaylistItem } from './playlist.ts'

const song = (letter: string): PlaylistItem => ({ ...itemNamed(letter), artists: ['ABBA'] })
const songs = (letters: string) => [...letters].map(song)

async function* oneByOne(items: readonly PlaylistItem[]) {
  yield* items
}

const compared = (before: readonly PlaylistItem[], after: readonly PlaylistItem[]): Promise<Comparison> =>
  compareLists(
    () => oneByOne(before),
    () => oneByOne(after),
  )

const told = async (before: string, after: string) => {
  const { came, went, moved, stayedCount } = await compared(songs(before), songs(after))
  const of = (letters: string, places: readonly number[]) => places.map((at) => letters[at]).join('')
  return [
    of(
      after,
      came.map(({ at }) => at),
    ),
    of(
      before,
      went.map(({ at }) => at),
    ),
    of(
      after,
      moved.map(({ to }) => to),
    ),
    stayedCount,
  ]
}

test.each([
  ['abc', 'abc', ['', '', '', 3]],
  ['abc', 'abcd', ['d', '', '', 3]],
  ['abc', 'ac', ['', 'b', '', 2]],
  ['abcde', 'eabcd', ['', '', 'e', 4]],
  ['abcde', 'bcdea', ['', '', 'a', 4]],
  ['aab', 'aba', ['', '', 'b', 2]],
  ['aaa', 'a', ['', 'aa', '', 1]],
  ['', 'ab', ['ab', '', '', 0]],
])('from %s to %s: what came, went and moved, and how many stayed', async (before, after, changes) => {
  expect(await told(before, after)).toEqual(changes)
})

const code = 'USRC17607839'
const uuid = '8f3471b5-7e6a-48da-86a9-c1c07a0f47ae'
test.each<[string, Partial<PlaylistItem>, Partial<PlaylistItem>, boolean]>([
  ['the same ISRC under other names', { isrc: code, title: 'x' }, { isrc: code, title: 'y' }, true],
  ['the same recording', { recordingId: uuid }, { recordingId: uuid, title: 'y', isrc: code }, true],
  ['the same name in another spelling', { title: 'Déjà Vu (Remastered 2011)' }, { title: 'deja vu' }, true],
  [
    'a guest named with the artists',
    { title: 'SOS (feat. Cher)' },
    { title: 'SOS', artists: ['Cher', 'ABBA'] },
    true,
  ],
  ['the same name with identities of other kinds', { isrc: code }, { recordingId: uuid }, true],
  ['the same name with another ISRC', { isrc: code }, { isrc: 'GBAYE0601498' }, false],
  ['a live recording', { title: 'SOS' }, { title: 'SOS - Live' }, false],
  ['another artist', {}, { artists: ['Cher'] }, false],
])('%s', async (_what, older, newer, isSame) => {
  const { stayedCount } = await compared([{ ...song('a'), ...older }], [{ ...song('a'), ...newer }])
  expect(stayedCount).toBe(isSame ? 1 : 0)
})

const letters = fc.string({ unit: fc.constantFrom(...'abcdef'), maxLength: 8 })

test('what is left of both lists without the changes is the same, in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(letters, letters, async (before, after) => {
      const { came, went, moved, stayedCount } = await compared(songs(before), songs(after))
      const gone = new Set([...went.map(({ at }) => at), ...moved.map(({ from }) => from)])
      const fresh = new Set([...came.map(({ at }) => at), ...moved.map(({ to }) => to)])
      const left = [...before].filter((_, i) => !gone.has(i)).join('')
      expect(left).toBe([...after].filter((_, i) => !fresh.has(i)).join(''))
      expect(stayedCount).toBe(left.length)
      for (const { from, to } of moved) expect(before[from]).toBe(after[to])
    }),
  )
})

test('as many came and went of each song as it stands more or less often', async () => {
  const count = (text: string, letter: string) => text.split(letter).length - 1
  await fc.assert(
    fc.asyncProperty(letters, letters, async (before, after) => {
      const [came, went] = await told(before, after)
      for (const letter of 'abcdef') {
        expect(count(String(came), letter)).toBe(Math.max(0, count(after, letter) - count(before, letter)))
        expect(count(String(went), letter)).toBe(Math.max(0, count(before, letter) - count(after, letter)))
      }
    }),
  )
})

test('no fewer songs could have moved', async () => {
  /** The longest rise by looking at every choice of songs. */
  const longest = (numbers: readonly number[]): number => {
    let most = 0
    for (let choice = 0; choice < 1 << numbers.length; choice++) {
      const chosen = numbers.filter((_, i) => (choice >> i) & 1)
      if (chosen.every((number, i) => i === 0 || number > (chosen[i - 1] ?? 0)))
        most = Math.max(most, chosen.length)
    }
    return most
  }
  const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7])
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const before = order.toSorted().map((i) => song(String(i)))
      const { moved } = await compared(
        before,
        order.map((i) => song(String(i))),
      )
      expect(moved.length).toBe(order.length - longest(order))
    }),
  )
})

test('looked at from the other side, what came went', async () => {
  await fc.assert(
    fc.asyncProperty(letters, letters, async (before, after) => {
      const [came, went, moved, stayed] = await told(before, after)
      const [cameBack, wentBack, movedBack, stayedBack] = await told(after, before)
      const sorted = (text: unknown) => [...String(text)].sort().join('')
      expect([sorted(cameBack), sorted(wentBack), stayedBack]).toEqual([sorted(went), sorted(came), stayed])
      expect(String(movedBack).length).toBe(String(moved).length)
    }),
  )
})

/** Compares fifty thousand songs with as many, each with much said of its artists; all but a few have a code. */
const longLists = (compareUrl: string) => `
  const { parentPort } = require('node:worker_threads')
  const artist = 'x'.repeat(600)
  async function* songs(order) {
    for (let at = 0; at < 50000; at++) {
      const number = order(at)
      const isrc = number < 49000 ? 'USRC1' + String(number).padStart(7, '0') : null
      yield JSON.parse(JSON.stringify({ title: 'Song ' + number, artists: [artist + number], isrc }))
    }
  }
  import(${JSON.stringify(compareUrl)})
    .then(({ compareLists }) => compareLists(() => songs((at) => at), () => songs((at) => 49999 - at)))
    .then(({ moved, stayedCount }) => parentPort.postMessage([moved.length, stayedCount]))`

test('two lists of fifty thousand songs with long lists of artists are compared in a third of what a Worker has', async () => {
  const worker = new Worker(longLists(new URL('./compare.ts', import.meta.url).href), {
    eval: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 42 },
  })
  try {
    expect(await once(worker, 'message')).toEqual([[49_999, 1]])
  } finally {
    await worker.terminate()
  }
}, 30_000)
