import { expect, test } from 'vitest'
import { inBatches, itemsPerBatch, mostBatchCharacters } from './batches.ts'

const rowOf = (body: string) => ({ body, candidates: '[]' })

async function batchesOf(rows: readonly ReturnType<typeof rowOf>[]) {
  const batches: (typeof rows)[] = []
  for await (const batch of inBatches(rows)) batches.push(batch)
  return batches
}

test('songs are written together until they are too many or too much, each once, in order', async () => {
  const rows = [...Array(1_200).keys()].map((i) => rowOf(String(i).padEnd(i < 100 ? 30_000 : 10)))
  const batches = await batchesOf(rows)
  expect(batches.flat()).toEqual(rows)
  for (const batch of batches) {
    expect(batch.length).toBeLessThanOrEqual(itemsPerBatch)
    const before = batch.slice(0, -1).reduce((sum, { body }) => sum + body.length, 0)
    expect(before).toBeLessThan(mostBatchCharacters)
  }
  expect(await batchesOf([])).toEqual([])
})
