/** Every file on its way from this page, wherever it was dropped. Lives as long as the page, so that pages may change. */
import { createStore, produce } from 'solid-js/store'
import { abandonUpload } from '../api/calls.ts'
import { makeLanes } from '../api/lanes.ts'
import { wordsOfError } from '../api/problem.ts'
import { fingerprintOf, turnedDown, type UploadKind } from './plan.ts'
import { forgetUpload } from './remembered.ts'
import { type Arrival, transfer } from './transfer.ts'

/** One file and how far it is. */
export type QueuedFile = {
  readonly id: string
  readonly fileName: string
  readonly kind: UploadKind
  readonly bytes: number
  readonly sentBytes: number
  /** `checking`: all bytes are there, the server looks at them. */
  readonly status: 'waiting' | 'sending' | 'checking' | 'failed'
  readonly reason: string
}

/** A file that sets out. Its signal ends when the person cancels it. */
export type Departure = {
  readonly id: string
  readonly file: File
  readonly kind: UploadKind
  readonly signal: AbortSignal
}

type Held = {
  readonly file: File
  readonly abort: AbortController
  readonly onArrival: ((arrival: Arrival) => void) | undefined
  uploadId?: string
}

/** Files a time; their requests share three lanes. */
const files = makeLanes(2)
const held = new Map<string, Held>()
const listeners = new Set<(arrival: Arrival, id: string) => void>()
const departures = new Set<(departure: Departure) => void>()
const [queue, setQueue] = createStore<{ items: QueuedFile[] }>({ items: [] })
let made = 0

/** The files that have not arrived, in the order they were brought. */
export const queuedFiles = (): readonly QueuedFile[] => queue.items

/** Bytes sent of all bytes, 0 to 1, over the files that are under way. */
export function queueProgress(): number {
  const active = queue.items.filter((item) => item.status !== 'failed')
  const bytes = active.reduce((sum, item) => sum + item.bytes, 0)
  return bytes === 0 ? 0 : active.reduce((sum, item) => sum + item.sentBytes, 0) / bytes
}

/** Tells of every file that arrives, whoever brought it, and its id in the queue. Answers how to stop. */
export function onArrival(listener: (arrival: Arrival, id: string) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells of every file that sets out, also of one that is tried again. Answers how to stop. */
export function onDeparture(listener: (departure: Departure) => void): () => void {
  departures.add(listener)
  return () => departures.delete(listener)
}

/** Brings a file to the server. It leaves the queue when it has arrived or is cancelled; a failed one stays to be read. */
export function bring(file: File, kind: UploadKind, onThisArrival?: (arrival: Arrival) => void): void {
  made += 1
  const id = `file-${made}`
  held.set(id, { file, abort: new AbortController(), onArrival: onThisArrival })
  const no = turnedDown(file.size)
  setQueue('items', queue.items.length, {
    id,
    fileName: file.name,
    kind,
    bytes: file.size,
    sentBytes: 0,
    status: no === undefined ? 'waiting' : 'failed',
    reason: no ?? '',
  })
  if (no === undefined) void run(id, kind)
}

/** Tries a failed file once more. */
export function bringAgain(id: string): void {
  const item = queue.items.find((each) => each.id === id)
  const own = held.get(id)
  if (item === undefined || own === undefined) return
  held.set(id, { ...own, abort: new AbortController() })
  change(id, { status: 'waiting', sentBytes: 0, reason: '' })
  void run(id, item.kind)
}

/** Stops a file and forgets it, here and on the server. */
export function cancelFile(id: string): void {
  const own = held.get(id)
  const item = queue.items.find((each) => each.id === id)
  held.delete(id)
  setQueue('items', (items) => items.filter((each) => each.id !== id))
  own?.abort.abort()
  if (own?.uploadId === undefined || item === undefined) return
  forgetUpload(fingerprintOf(own.file, item.kind))
  // What is not freed now is freed by the server's own sweep of uploads that nobody finished.
  void abandonUpload(own.uploadId).catch(() => undefined)
}

async function run(id: string, kind: UploadKind): Promise<void> {
  const own = held.get(id)
  if (own === undefined) return
  const { file, abort } = own
  for (const listener of departures) listener({ id, file, kind, signal: abort.signal })
  try {
    const arrival = await files.run(() =>
      transfer({
        file,
        kind,
        signal: abort.signal,
        onSent: (sentBytes) =>
          change(id, { sentBytes, status: sentBytes >= file.size ? 'checking' : 'sending' }),
        onUpload: (uploadId) => {
          own.uploadId = uploadId
        },
      }),
    )
    held.delete(id)
    setQueue('items', (items) => items.filter((each) => each.id !== id))
    own.onArrival?.(arrival)
    for (const listener of listeners) listener(arrival, id)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return
    change(id, { status: 'failed', reason: wordsOfError(error).detail })
  }
}

function change(id: string, fields: Partial<QueuedFile>): void {
  setQueue(
    'items',
    (item) => item.id === id,
    produce((item) => Object.assign(item, fields)),
  )
}
