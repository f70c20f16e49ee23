/** Unsaved timelines on this device, so that a tab that is killed while saving loses nothing. */
import { Timeline } from '#core/timeline/timeline.ts'

/** What was not saved when a tab went away: the timeline, and the version it was made from. */
export type Draft = {
  readonly videoId: string
  readonly tabId: string
  readonly timeline: Timeline
  readonly etag: string
  readonly keptAtMs: number
}

const databaseName = 'cuecraft-drafts'
const storeName = 'drafts'

let opened: Promise<IDBDatabase> | undefined

/** The drafts of a video, newest first. What cannot be read any more is left out; a browser that keeps nothing has none. */
export async function draftsOf(videoId: string): Promise<readonly Draft[]> {
  try {
    const all = await inStore('readonly', (store) => store.getAll())
    return all
      .flatMap(parseDraft)
      .filter((draft) => draft.videoId === videoId)
      .toSorted((a, b) => b.keptAtMs - a.keptAtMs)
  } catch {
    return []
  }
}

/** Keeps the draft of one tab in the place of its last one. Answers whether this browser could. */
export async function keepDraft(draft: Draft): Promise<boolean> {
  try {
    await inStore('readwrite', (store) => store.put(draft, keyOf(draft)))
    return true
  } catch {
    return false
  }
}

/** Forgets a draft; one that is not there, or cannot be reached, is forgotten already. */
export async function forgetDraft(draft: Pick<Draft, 'videoId' | 'tabId'>): Promise<void> {
  try {
    await inStore('readwrite', (store) => store.delete(keyOf(draft)))
  } catch {
    // What stays is offered once more, and is then the same as what was saved.
  }
}

function keyOf({ videoId, tabId }: Pick<Draft, 'videoId' | 'tabId'>): string {
  return `${videoId}/${tabId}`
}

/** A draft may have been written by another version of this app: it is read like anything that comes from outside. */
function parseDraft(value: unknown): readonly Draft[] {
  if (typeof value !== 'object' || value === null) return []
  const { videoId, tabId, timeline, etag, keptAtMs } = value as Record<string, unknown>
  const parsed = Timeline.safeParse(timeline)
  const hasNames = typeof videoId === 'string' && typeof tabId === 'string' && typeof etag === 'string'
  if (!hasNames || typeof keptAtMs !== 'number' || !parsed.success) return []
  return [{ videoId, tabId, timeline: parsed.data, etag, keptAtMs }]
}

async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  opened ??= openDatabase()
  opened.catch(() => {
    opened = undefined
  })
  const database = await opened
  return await new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, mode, { durability: 'strict' })
    const request = ask(transaction.objectStore(storeName))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = () => reject(transaction.error ?? new Error('The draft was not kept'))
    transaction.onabort = () => reject(transaction.error ?? new Error('The draft was not kept'))
  })
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(storeName)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('This browser keeps nothing'))
  })
}
