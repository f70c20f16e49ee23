import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Places, TooBusy } from './places.ts'

const never = new AbortController().signal

/** Work that ends when it is told to. */
function makeWork() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { run: () => promise, end: resolve }
}

test('never do more work at once than there are places, and all of it is done, in the order it came', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }),
      async (atOnce, lengths) => {
        const places = new Places(atOnce, 100)
        const begun: number[] = []
        let [now, most] = [0, 0]
        const work = async (i: number, turns: number) => {
          begun.push(i)
          now += 1
          most = Math.max(most, now)
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
          now -= 1
        }
        await Promise.all(lengths.map((turns, i) => places.hold(never, () => work(i, turns))))
        expect(begun).toEqual(lengths.map((_, i) => i))
        expect(most).toBeLessThanOrEqual(atOnce)
      },
    ),
  )
})

test('whoever comes when the queue is full is sent away', async () => {
  const places = new Places(1, 1)
  const [first, second] = [makeWork(), makeWork()]
  const held = [places.hold(never, first.run), places.hold(never, second.run)]
  expect(places.isFull).toBe(true)
  await expect(places.hold(never, async () => undefined)).rejects.toThrow(TooBusy)
  first.end()
  second.end()
  await Promise.all(held)
  expect(places.isFull).toBe(false)
})

test('work that fails gives its place back', async () => {
  const places = new Places(1, 1)
  await expect(places.hold(never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await places.hold(never, async () => 'next')).toBe('next')
})

test('whoever gives up waiting, at whatever moment, leaves the others their turn', async () => {
  const moments = 12
  for (let moment = 0; moment < moments; moment += 1) {
    const places = new Places(1, 10)
    const first = makeWork()
    const giving = new AbortController()
    const held = places.hold(never, first.run)
    const given = places.hold(giving.signal, async () => 'second').catch((error: unknown) => error)
    const others = [3, 4].map((n) => places.hold(never, async () => n))
    first.end()
    for (let turn = 0; turn < moment; turn += 1) await Promise.resolve()
    giving.abort(new Error('gave up'))
    expect(await Promise.all(others)).toEqual([3, 4])
    expect(['second', 'gave up']).toContain(
      await given.then((end) => (end instanceof Error ? end.message : end)),
    )
    await held
  }
})
