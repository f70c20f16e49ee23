/** What is not saved yet, kept on this device, so that a tab that is killed while saving loses nothing. */
import { presenceMs, type Tabs } from './tabs.ts'

/** What was not saved when a tab went away: the document as it was there, and the version it was made from. */
export type Draft<T> = {
  readonly documentId: string
  readonly tabId: string
  readonly value: T
  readonly etag: string
  readonly keptAtMs: number
}

/** Reads what was kept; `undefined` for what another version of this app wrote and this one cannot read. */
export type DraftReader<T> = (value: unknown) => T | undefined

const databaseName = 'cuecraft-drafts'
const storeName = 'drafts'

let opened: Promise<IDBDatabase> | undefined

/** What a tab that went away had not saved: the newest draft that no open tab is still working on. */
export async function findLostDraft<T>(
  documentId: string,
  tabs: Tabs,
  read: DraftReader<T>,
): Promise<Draft<T> | undefined> {
  const [drafts] = await Promise.all([
    draftsOf(documentId, read),
    new Promise((resolve) => setTimeout(resolve, presenceMs)),
  ])
  return drafts.find(({ tabId }) => tabId !== tabs.tabId && !tabs.others().includes(tabId))
}

/** The drafts of a document, newest first. What cannot be read any more is left out; a browser that keeps nothing has none. */
async function draftsOf<T>(documentId: string, read: DraftReader<T>): Promise<readonly Draft<T>[]> {
  try {
    const all = await inStore('readonly', (store) => store.getAll())
    return all
      .flatMap((kept) => parseDraft(kept, documentId, read))
      .toSorted((a, b) => b.keptAtMs - a.keptAtMs)
  } catch {
    return []
  }
}

/** Keeps the draft of one tab in the place of its last one. Answers whether this browser could. */
export async function keepDraft<T>(draft: Draft<T>): Promise<boolean> {
  try {
    await inStore('readwrite', (store) => store.put(draft, keyOf(draft)))
    return true
  } catch {
    return false
  }
}

/** Forgets a draft; one that is not there, or cannot be reached, is forgotten already. */
export async function forgetDraft(draft: DraftName): Promise<void> {
  try {
    await inStore('readwrite', (store) => store.delete(keyOf(draft)))
  } catch {
    // What stays is offered once more, and is then the same as what was saved.
  }
}

/** Which document a draft is of, and which tab's. */
type DraftName = Pick<Draft<unknown>, 'documentId' | 'tabId'>

function keyOf({ documentId, tabId }: DraftName): string {
  return `${documentId}/${tabId}`
}

/** A draft may have been written by another version of this app: it is read like anything that comes from outside. */
function parseDraft<T>(kept: unknown, wantedId: string, read: DraftReader<T>): readonly Draft<T>[] {
  if (typeof kept !== 'object' || kept === null) return []
  const { documentId, tabId, value, etag, keptAtMs } = kept as Record<string, unknown>
  if (documentId !== wantedId || typeof tabId !== 'string' || typeof etag !== 'string') return []
  const parsed = read(value)
  if (typeof keptAtMs !== 'number' || parsed === undefined) return []
  return [{ documentId, tabId, value: parsed, etag, keptAtMs }]
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
