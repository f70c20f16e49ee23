/** The queue at Spotify: it is read as far as it is shown, and added to. Nothing in it can be moved or taken away. */
import { z } from 'zod'
import { Refusal } from '../http/refusal.ts'
import { MaybePlayable, type Playable, shownItem } from './items.ts'
import type { OnDevice } from './player.ts'
import { type Added, queueWindow, type SpotifyQueue, type Stopped } from './schema.ts'
import type { WebApi } from './web-api.ts'

const Queue = z.object({ currently_playing: MaybePlayable, queue: z.array(MaybePlayable) })

/** What plays and what Spotify shows of what comes. */
export async function readRawQueue(api: WebApi): Promise<{
  readonly current: Playable | undefined
  readonly next: readonly (Playable | null | undefined)[]
}> {
  const answer = await api.read({ method: 'GET', path: '/me/player/queue' }, Queue)
  return { current: answer?.currently_playing ?? undefined, next: answer?.queue ?? [] }
}

/** The same, for the app. */
export async function readQueue(api: WebApi): Promise<SpotifyQueue> {
  const { current, next } = await readRawQueue(api)
  return {
    current: current === undefined ? null : shownItem(current),
    items: next.flatMap((playable) => (playable == null ? [] : [shownItem(playable)])),
    mayHaveMore: next.length >= queueWindow,
  }
}

/**
 * Adds to the end, one after the other, for Spotify takes one a call. A song that was taken cannot be given back: where
 * one is refused, it stops, and says how many were added. Refused whole where the very first is.
 */
export async function addToQueue(api: WebApi, uris: readonly string[], device: OnDevice): Promise<Added> {
  let addedCount = 0
  try {
    for (const uri of uris) {
      await sendToQueue(api, uri, device)
      addedCount += 1
    }
  } catch (error) {
    if (addedCount === 0) throw error
    return { addedCount, stopped: stoppedBy(error) }
  }
  return { addedCount, stopped: null }
}

/** Adds one to the end; false where Spotify has nothing of this URI. */
export async function addOneToQueue(api: WebApi, uri: string, device: OnDevice): Promise<boolean> {
  try {
    await sendToQueue(api, uri, device)
    return true
  } catch (error) {
    const isGone =
      error instanceof Refusal && (error.code === 'spotify-not-found' || error.code === 'spotify-not-taken')
    if (isGone) return false
    throw error
  }
}

async function sendToQueue(api: WebApi, uri: string, { deviceId }: OnDevice): Promise<void> {
  await api.command({ method: 'POST', path: '/me/player/queue', query: { uri, device_id: deviceId } })
}

/** Why something stopped in the middle. What is no refusal is a bug, and loud. */
export function stoppedBy(error: unknown): Stopped {
  if (!(error instanceof Refusal)) throw error
  const after = error.headers['retry-after']
  const { code, detail } = error
  return { code, detail, retryAfterSeconds: after === undefined ? null : Number(after) }
}
