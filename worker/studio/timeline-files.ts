/** Timelines in storage: every version is an object of its own, named by its bytes, and never changes. */
import { hexOf } from '#core/hex.ts'
import { Timeline } from '#core/timeline/timeline.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { timelineKey } from './keys.ts'

/** A timeline as it is stored: its bytes, and the name they give it (SHA-256 in hex). */
export type TimelineFile = { readonly bytes: Uint8Array; readonly hash: string }

/** The stored form of a timeline. The schema writes its fields in one order, so equal timelines are one file. */
export async function timelineFile(timeline: Timeline): Promise<TimelineFile> {
  const bytes = new TextEncoder().encode(JSON.stringify(Timeline.parse(timeline)))
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  const hash = hexOf(new Uint8Array(digest))
  return { bytes, hash }
}

/** Stores a version of a timeline. */
export async function storeTimeline(store: MediaStore, key: string, { bytes }: TimelineFile): Promise<void> {
  await store.put(key, bytes, { contentType: 'application/json', bytes: bytes.length })
}

/** Reads one version of a video's timeline. Throws when it is not there: a row that names one keeps it. */
export async function readTimeline(
  store: MediaStore,
  video: { readonly ownerId: string; readonly id: string },
  hash: string,
): Promise<Timeline> {
  const found = await store.get(timelineKey(video.ownerId, video.id, hash))
  if (found === undefined) throw new Error(`timeline ${hash} of ${video.id} is not in storage`)
  return Timeline.parse(await new Response(found.body).json())
}
