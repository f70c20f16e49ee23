import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeLanes } from './lanes.ts'

test('never more at a time than there are lanes, and everybody has a turn, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.boolean(), { maxLength: 20 }),
      async (count, failures) => {
        const lanes = makeLanes(count)
        const began: number[] = []
        let running = 0
        let most = 0
        const results = await Promise.allSettled(
          failures.map((fails, index) =>
            lanes.run(async () => {
              began.push(index)
              running += 1
              most = Math.max(most, running)
              await Promise.resolve()
              running -= 1
              if (fails) throw new Error('lost')
            }),
          ),
        )
        expect(most).toBeLessThanOrEqual(count)
        expect(began).toEqual(failures.map((_, index) => index))
        expect(results.map((result) => result.status === 'rejected')).toEqual(failures)
      },
    ),
  )
})
