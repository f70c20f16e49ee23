/** How many songs are written together, and read by one query. */
import type { ItemRow } from './item-store.ts'

/** Songs written by one batch, and read by one query. */
export const itemsPerBatch = 500

/** A batch is one parameter of the database, which takes two megabytes. */
export const mostBatchCharacters = 400_000

/** How much of a batch a song takes. */
export function charactersOf({ body, candidates }: Pick<ItemRow, 'body' | 'candidates'>): number {
  return body.length + candidates.length
}

/** Rows in their order, in batches that the database takes: so many at most, and fewer where there is much to say of them. */
export async function* inBatches<R extends Pick<ItemRow, 'body' | 'candidates'>>(
  rows: Iterable<R> | AsyncIterable<R>,
): AsyncGenerator<R[]> {
  let batch: R[] = []
  let characters = 0
  for await (const row of rows) {
    batch.push(row)
    characters += charactersOf(row)
    if (batch.length < itemsPerBatch && characters < mostBatchCharacters) continue
    yield batch
    batch = []
    characters = 0
  }
  if (batch.length > 0) yield batch
}
