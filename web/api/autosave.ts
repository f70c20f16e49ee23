/** Saves a document by itself: what changed is kept on this device at once, then sent, one request at a time. */
import { ApiError } from './problem.ts'

/** Where saving stands. */
export type SaveState =
  | { readonly kind: 'saved' }
  /** Changed, and on its way; `sending` once the request is under way. */
  | { readonly kind: 'saving'; readonly sending: boolean }
  /** Nobody can be reached, or the server is busy: it is tried again by itself. */
  | { readonly kind: 'waiting'; readonly because: 'offline' | 'server' | 'signed-out' }
  /** Somebody else saved another version meanwhile. Nothing is sent until one is chosen. */
  | { readonly kind: 'conflict' }
  /** The API said why this cannot be saved. The next change is tried again. */
  | { readonly kind: 'refused'; readonly title: string; readonly detail: string }
  /** What it belongs to was deleted meanwhile: nothing that is changed here can be saved to it any more. */
  | { readonly kind: 'gone' }

/** What saving needs from the world. */
export type AutosaveWorld<T> = {
  /** Sends a document in the place of a version, and answers the tag of the new one. */
  readonly send: (value: T, etag: string) => Promise<string>
  /** Keeps a document on this device, with the version it was made from. Never throws. */
  readonly keep: (value: T, etag: string) => Promise<void>
  /** What was kept is saved and can go. Never throws. */
  readonly forget: () => Promise<void>
  /** Answers after a time, or at once when the signal says so or there is a connection again. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  readonly tell: (state: SaveState) => void
}

/** Saves by itself until it is stopped. */
export type Autosave<T> = {
  /** A new state of the document. */
  readonly changed: (value: T) => void
  /** Sends what is unsaved now rather than in a moment. */
  readonly hurry: () => void
  /** The version that the next save replaces, after a conflict was settled or another version was loaded. */
  readonly rebase: (etag: string) => void
  readonly etag: () => string
  readonly isUnsaved: () => boolean
  /** Sends what is unsaved once more, and ends; what does not arrive stays kept on this device. */
  readonly stop: () => void
}

/** A drag makes many states a second: the one that stands still this long is sent. */
const restMs = 700
const firstRetryMs = 2_000
const mostRetryMs = 30_000

type Held = 'conflict' | 'refused' | 'gone'

/** Starts saving from a version. */
export function makeAutosave<T extends object>(world: AutosaveWorld<T>, firstEtag: string): Autosave<T> {
  let etag = firstEtag
  let wanted: T | undefined
  let held: Held | undefined
  let running = false
  let stopped = false
  const pauses = makePauses(world.wait)

  const send = async (value: T): Promise<void> => {
    world.tell({ kind: 'saving', sending: true })
    await world.keep(value, etag)
    try {
      etag = await world.send(value, etag)
      pauses.succeeded()
      if (wanted === value) wanted = undefined
    } catch (error) {
      const outcome = outcomeOf(error)
      held = heldBy(outcome, wanted === value)
      world.tell(outcome)
      if (outcome.kind === 'waiting' && !stopped) await pauses.beforeRetry()
    }
  }
  const run = async (): Promise<void> => {
    running = true
    world.tell({ kind: 'saving', sending: false })
    await pauses.untilStill()
    while (wanted !== undefined && held === undefined) {
      await send(wanted)
      if (stopped) break
    }
    running = false
    if (wanted !== undefined) return
    world.tell({ kind: 'saved' })
    await world.forget()
  }
  return {
    changed: (value) => {
      wanted = value
      void world.keep(value, etag)
      if (held === 'conflict' || held === 'gone') return
      held = undefined
      if (!running) void run()
    },
    hurry: pauses.end,
    rebase: (next) => {
      etag = next
      wanted = undefined
      held = undefined
    },
    etag: () => etag,
    isUnsaved: () => wanted !== undefined,
    stop: () => {
      stopped = true
      pauses.end()
    },
  }
}

/** The waits between requests: short while somebody edits, longer with every try that failed. */
function makePauses(wait: AutosaveWorld<unknown>['wait']) {
  let retryMs = firstRetryMs
  let pause = new AbortController()
  const rest = async (milliseconds: number): Promise<void> => {
    pause = new AbortController()
    await wait(milliseconds, pause.signal)
  }
  return {
    untilStill: () => rest(restMs),
    beforeRetry: async () => {
      await rest(retryMs)
      retryMs = Math.min(mostRetryMs, retryMs * 2)
    },
    succeeded: () => {
      retryMs = firstRetryMs
    },
    /** Ends the wait that is under way. */
    end: () => pause.abort(),
  }
}

/** What keeps a document from being sent again. A refusal says nothing of a newer one. */
function heldBy({ kind }: SaveState, isNewest: boolean): Held | undefined {
  if (kind === 'conflict' || kind === 'gone') return kind
  return kind === 'refused' && isNewest ? kind : undefined
}

function outcomeOf(error: unknown): SaveState {
  if (!(error instanceof ApiError)) return { kind: 'waiting', because: 'offline' }
  const { type, status, title, detail } = error.problem
  if (status === 412) return { kind: 'conflict' }
  // Missing media are 404 as well, and something that can be put right here.
  if (/\/(?:video|song)-not-found$/.test(type)) return { kind: 'gone' }
  if (status === 401) return { kind: 'waiting', because: 'signed-out' }
  if (status >= 500 || status === 429) return { kind: 'waiting', because: 'server' }
  return { kind: 'refused', title, detail }
}
