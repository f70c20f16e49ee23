/** Lets go of pieces of renders that nobody used for a long time: they can be made again. */
import type { Keeping } from '../intake/intake.ts'
import { audioKey, segmentKey } from './keys.ts'
import { takeUnusedPieces } from './piece-store.ts'

/** How long a piece waits for the render that uses it again. */
const keptMs = 30 * 86_400_000

/**
 * Removes pieces that were not used for thirty days, and answers how many. A render that wanted one in this very moment
 * finds it missing and makes it again.
 */
export async function sweepPieces({ db, store, nowMs }: Keeping): Promise<number> {
  const { segments, audio } = await takeUnusedPieces(db, nowMs - keptMs)
  const keys = [
    ...segments.map(({ ownerId, hash }) => segmentKey(ownerId, hash)),
    ...audio.map(({ ownerId, hash }) => audioKey(ownerId, hash)),
  ]
  if (keys.length > 0) await store.delete(keys)
  return keys.length
}
