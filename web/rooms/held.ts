/** What this device knows of a room, how the room's messages change it, and how it is shown. */
import { type Accessor, batch, createMemo, createSignal, onCleanup } from 'solid-js'
import type { QueuedSong } from '#core/queue/entry.ts'
import { orderOf } from '#core/queue/order.ts'
import type { RoomEvent } from '#core/rooms/event.ts'
import type { RoomMessage } from '#core/rooms/message.ts'
import type { Wish } from '#core/rooms/operation.ts'
import { overlay } from '#core/rooms/overlay.ts'
import type { Member, RoomSnapshot, RoomState } from '#core/rooms/state.ts'
import type { Entry } from './calls.ts'
import { type Confirmed, type Taken, takeEvents, takeSnapshot, takeWelcome } from './confirmed.ts'
import { createDrawing } from './drawing.ts'
import { makeListeners } from './listeners.ts'
import { keepWishes, keptWishes } from './offline.ts'
import { makeQueueKeeper } from './queue-keeper.ts'
import { afterEvents, type Fate, notShownYet, type OpenWish, settle } from './wishes.ts'

/** What is known of a room, for whoever draws it. */
export type ShownRoom = {
  /** As the room has confirmed it: what plays goes by this. Undefined until something is known. */
  readonly confirmed: Accessor<RoomState | undefined>
  /** The same with what was asked for since laid over it. */
  readonly state: Accessor<RoomState | undefined>
  /** The ids of what waits, in the order it will play. */
  readonly order: Accessor<readonly string[]>
  readonly me: Accessor<Member | undefined>
  readonly present: Accessor<ReadonlySet<string>>
  /** How far each player is from the room's clock, in milliseconds. */
  readonly drifts: Accessor<ReadonlyMap<string, number>>
  /** Wishes that the room has not answered yet. */
  readonly unanswered: Accessor<readonly OpenWish[]>
}

/** What is known of a room, and the ways it changes. */
export type HeldRoom = {
  readonly shown: ShownRoom
  /** The last event that is here; null where nothing is. */
  lastSeq(): number | null
  /** Begins with what was kept. */
  begin(kept: RoomSnapshot): void
  /** Forgets what the room has said: it did not fit together. */
  forget(): void
  hear(message: RoomMessage): Pick<Taken, 'hasHole'>
  changeOpen(change: (before: readonly OpenWish[]) => readonly OpenWish[]): void
  /** The song that a wish is about, where the queue knows it. */
  songOf(wish: Wish): QueuedSong | null
  onEvents(listener: (events: readonly RoomEvent[]) => void): () => void
  onFate(listener: (fate: Fate) => void): () => void
}

/** Holds a room for as long as the owner lives. `roomMs` answers the time in it. */
export function createHeldRoom(entry: Entry, roomMs: () => number): HeldRoom {
  const confirmed: Confirmed = { state: undefined }
  const [present, setPresent] = createSignal<ReadonlySet<string>>(new Set())
  const [drifts, setDrifts] = createSignal<ReadonlyMap<string, number>>(new Map())
  const [open, setOpen] = createSignal<readonly OpenWish[]>(keptWishes(entry.roomId, entry.memberId))
  const drawing = createDrawing()
  const keeper = makeQueueKeeper(entry.roomId, () => confirmed.state)
  const events = makeListeners<[readonly RoomEvent[]]>()
  const fates = makeListeners<[Fate]>()
  onCleanup(keeper.stop)

  const changeOpen = (change: (before: readonly OpenWish[]) => readonly OpenWish[]) => {
    const before = open()
    const now = change(before)
    if (now === before) return
    setOpen(now)
    keepWishes(entry.roomId, entry.memberId, now)
  }
  const took = (taken: Taken): Taken => {
    const seq = confirmed.state?.seq ?? 0
    changeOpen((before) => afterEvents(before, taken.fresh, seq))
    drawing.redraw()
    keeper.changed()
    if (taken.fresh.length > 0) events.tell(taken.fresh)
    return taken
  }
  const answered = (answer: Extract<RoomMessage, { type: 'accepted' | 'refused' }>) => {
    const settled = settle(open(), answer, confirmed.state?.seq ?? 0)
    changeOpen(() => settled.open)
    if (settled.fate !== undefined) fates.tell(settled.fate)
  }
  const hear = (message: RoomMessage): Pick<Taken, 'hasHole'> => {
    if (message.type === 'welcome') {
      setPresent(new Set(message.present))
      return took(takeWelcome(confirmed, message))
    }
    if (message.type === 'events') return took(takeEvents(confirmed, message.events))
    if (message.type === 'accepted' || message.type === 'refused') answered(message)
    if (message.type === 'presence') setPresent((before) => withPresence(before, message))
    if (message.type === 'drifts') setDrifts((before) => withDrifts(before, message.items))
    return { hasHole: false }
  }
  const view = { confirmed, version: drawing.version, open, present, roomMs, memberId: entry.memberId }
  return {
    shown: { ...createView(view), present, drifts, unanswered: open },
    lastSeq: () => confirmed.state?.seq ?? null,
    begin: (kept) => {
      takeSnapshot(confirmed, kept)
      drawing.redraw()
    },
    forget: () => {
      confirmed.state = undefined
    },
    hear: (message) => batch(() => hear(message)),
    changeOpen,
    songOf: (wish) => ('entryId' in wish ? songOfEntry(confirmed.state, wish.entryId) : null),
    onEvents: events.listen,
    onFate: fates.listen,
  }
}

/** The state is changed in place, so that a memo of it is never the same as before. */
const always = { equals: false } as const

function createView(of: {
  readonly confirmed: Confirmed
  readonly version: Accessor<number>
  readonly open: Accessor<readonly OpenWish[]>
  readonly present: Accessor<ReadonlySet<string>>
  readonly roomMs: () => number
  readonly memberId: string
}): Pick<ShownRoom, 'confirmed' | 'state' | 'order' | 'me'> {
  const { memberId } = of
  const confirmed = createMemo(
    () => {
      of.version()
      return of.confirmed.state
    },
    undefined,
    always,
  )
  const state = createMemo(
    () => {
      const now = confirmed()
      const viewer = { memberId, nowMs: of.roomMs(), presentIds: of.present() }
      return now && overlay(now, notShownYet(of.open()), viewer)
    },
    undefined,
    always,
  )
  const order = createMemo(() => {
    const now = state()
    return now === undefined ? [] : orderOf(now)
  })
  return { confirmed, state, order, me: createMemo(() => state()?.members.get(memberId)) }
}

function songOfEntry(state: RoomState | undefined, entryId: string): QueuedSong | null {
  const playing = state?.playing?.entry
  return state?.entries.get(entryId)?.song ?? (playing?.id === entryId ? playing.song : null)
}

function withPresence(
  before: ReadonlySet<string>,
  { came, went }: { readonly came: readonly string[]; readonly went: readonly string[] },
): ReadonlySet<string> {
  const now = new Set(before)
  for (const id of went) now.delete(id)
  for (const id of came) now.add(id)
  return now
}

function withDrifts(
  before: ReadonlyMap<string, number>,
  items: readonly { readonly memberId: string; readonly milliseconds: number }[],
): ReadonlyMap<string, number> {
  const now = new Map(before)
  for (const { memberId, milliseconds } of items) now.set(memberId, milliseconds)
  return now
}
