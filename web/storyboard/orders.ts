/** Takes that are asked for: at the price that the button showed, after everything typed is saved. */
import { mostPartsAtOnce } from '#core/storyboard/limits.ts'
import { cancelJob } from '../api/calls.ts'
import { orderTakes, removeTake } from './calls.ts'
import type { KeptBoard } from './kept.ts'
import type { StoryboardPart, Take } from './shapes.ts'
import { refusedWords, totalOf } from './words.ts'

/** What a page asks for takes with. */
export function createOrders(kept: KeptBoard) {
  const videoId = kept.video.id
  const unsaved = new Set<() => Promise<void>>()
  const unpicked = new Set<string>()
  const refresh = async () => {
    const { parts } = await kept.readAgain()
    // The first picture of a part is picked by itself: with only one there is nothing to choose between.
    for (const { id, takes, pickedTakeId } of parts) {
      const first = takes.find(({ result }) => result !== null)
      if (!unpicked.has(id) || first === undefined) continue
      unpicked.delete(id)
      if (pickedTakeId === null) await kept.changePart(id, { pickedTakeId: first.id })
    }
  }
  const order = async (parts: readonly StoryboardPart[]) => {
    // Read before anything is awaited: these are the prices that were on the button.
    const orders = ordersOf(parts)
    kept.setBusy('ordering')
    kept.setRefused(undefined)
    try {
      await Promise.all([...unsaved].map((flush) => flush()))
      for (const { id, takes } of parts) if (takes.every(({ result }) => result === null)) unpicked.add(id)
      for (const each of orders) await orderTakes(videoId, each)
      await refresh()
    } catch (error) {
      kept.setRefused({ ...refusedWords(error), partId: parts.length === 1 ? parts[0]?.id : undefined })
      await kept.readAgain().catch(() => undefined)
    } finally {
      kept.setBusy(undefined)
    }
  }
  return {
    order,
    refresh,
    cancel: async ({ jobId }: Take) => {
      if (jobId !== null) await cancelJob(jobId)
      await refresh()
    },
    remove: async ({ id }: Take) => {
      await removeTake(videoId, id)
      await refresh()
    },
    /** What is typed is saved before anything is ordered. Answers how to leave a text out again. */
    savesFirst: (flush: () => Promise<void>) => {
      unsaved.add(flush)
      return () => unsaved.delete(flush)
    },
  }
}

function ordersOf(parts: readonly StoryboardPart[]) {
  return Array.from({ length: Math.ceil(parts.length / mostPartsAtOnce) }, (_, i) => {
    const some = parts.slice(i * mostPartsAtOnce, (i + 1) * mostPartsAtOnce)
    return { partIds: some.map(({ id }) => id), quotedMicroDollars: totalOf(some) }
  })
}
