/** Any night in a room: people of every role who ask for anything, about anything there is, was, or never was. */
import fc from 'fast-check'
import { advance, advanceDueMs } from './advance.ts'
import { Wish } from './operation.ts'
import type { FakeRoom } from './room.fake.ts'
import type { RoomState } from './state.ts'

/** Everybody in such a night. */
export const everybody = ['ada', 'cem', 'gil', 'gus', 'ghost'] as const

/** Who asks: the host most often, the ghost seldom. */
const askers = ['ada', 'ada', 'ada', 'cem', 'cem', 'gil', 'gil', 'gil', 'gus', 'gus', 'gus', 'ghost'] as const

/** One thing that happens: somebody asks, or time passes. What it is about is found when it happens. */
export type Step = {
  readonly who: number
  readonly kind: Wish['kind']
  readonly one: number
  readonly other: number
  readonly isFor: boolean
  readonly passMs: number
}

/** Songs come, move and go more often than people are banned. */
const often = (
  [
    'add',
    'add',
    'add',
    'move',
    'move',
    'skip',
    'vote',
    'boost',
    'undo',
    'play',
    'pause',
    'vote-skip',
  ] as const
).flatMap((kind) => [kind, kind, kind, kind])

/** Any step. */
export const anyStep: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(99),
  kind: fc.constantFrom<Wish['kind'][]>(...often, ...Wish.options.map(({ shape }) => shape.kind.value)),
  one: fc.nat(10_000),
  other: fc.nat(10_000),
  isFor: fc.boolean(),
  passMs: fc.oneof(fc.constant(0), fc.nat(300), fc.nat(5_000), fc.nat(150_000)),
})

/** Any settings that change what a queue does. */
export const anySettings = fc.record({
  mode: fc.constantFrom('fair' as const, 'votes' as const, 'first-come' as const, 'host-only' as const),
  playOn: fc.constantFrom('host' as const, 'everyone' as const),
  mostWaitingPerGuest: fc.constantFrom(null, 3),
  duplicateWindowMinutes: fc.constantFrom(0, 10),
  crossfadeSeconds: fc.constantFrom(0, 6),
})

/** Lets everybody in; the ghost is nobody's member. */
export function fill(room: FakeRoom): FakeRoom {
  room.join('cem', 'cohost')
  room.join('gil')
  room.join('gus')
  return room
}

/** The wish that a step is, in this state. */
export function wishOf(state: RoomState, step: Step): Wish {
  const near =
    state.playing === null ? [] : [state.playing.entry.id, ...(state.before ? [state.before.entry.id] : [])]
  const gone = [...state.goneAt.keys(), 'never']
  const pick = (from: readonly string[], at: number) => from[at % Math.max(1, from.length)] ?? 'never'
  const isAboutPlaying =
    step.kind.includes('skip') || step.kind === 'seek' || step.kind === 'report-unplayable'
  return Wish.parse({
    kind: step.kind,
    entryId: pick(
      isAboutPlaying ? near : isOften(step.one) ? [...state.entries.keys()] : gone,
      step.one >> 3,
    ),
    afterId:
      step.other % 9 === 0
        ? null
        : pick(isOften(step.other) ? [...state.entries.keys()] : [...gone, ...near], step.other >> 3),
    songId: `song${step.one % 40}`,
    songIds: Array.from({ length: step.other % 4 }, (_, i) => `fallback${i}`),
    isFor: step.isFor,
    positionSeconds: step.one % 200,
    patch: patchOf(step),
    status: step.one % 40 === 0 ? 'closed' : isOften(step.one) ? 'locked' : 'open',
    name: `Name ${step.one % 9}`,
    memberId: pick(everybody, step.other),
    role: step.isFor ? 'cohost' : 'guest',
    isMuted: step.isFor,
    seq: isOften(step.one)
      ? Math.max(1, state.seq - (step.one % 6))
      : 1 + (step.one % Math.max(1, state.seq + 1)),
  })
}

/** Seven times of eight. */
function isOften(choice: number): boolean {
  return choice % 8 !== 0
}

function patchOf({ one, other }: Step): object {
  const modes = ['fair', 'votes', 'first-come', 'host-only']
  return one % 3 === 0
    ? { mode: modes[other % 4] }
    : { skipQuorum: 0.1 + (other % 9) / 10, crossfadeSeconds: one % 12 }
}

/** Who asks in a step. */
export function askerOf(step: Step): (typeof everybody)[number] {
  return askers[step.who % askers.length] ?? 'ada'
}

/** Lets a step happen: time passes, songs that are over make way, and then somebody asks. */
export function happen(room: FakeRoom, step: Step): void {
  pass(room, step.passMs)
  room.ask(askerOf(step), wishOf(room.state, step))
}

/** Lets time pass, with every song's end in it. */
export function pass(room: FakeRoom, milliseconds: number): void {
  const untilMs = room.nowMs + milliseconds
  for (;;) {
    const dueMs = advanceDueMs(room.state)
    if (dueMs === null || dueMs > untilMs) break
    room.nowMs = Math.max(room.nowMs, dueMs)
    advanceNow(room)
  }
  room.nowMs = untilMs
}

/** The song that plays ends by itself. */
function advanceNow(room: FakeRoom): void {
  const newEntryId = room.takeEntryId()
  const fact = advance(room.state, {
    nowMs: room.nowMs,
    cause: 'ended',
    newEntryId,
    nextSeq: room.state.seq + 1,
  })
  if (fact !== undefined) room.write([fact])
}

/** Lets what plays end, and the next begin. */
export function playOn(room: FakeRoom): void {
  room.nowMs = Math.max(room.nowMs, advanceDueMs(room.state) ?? 0)
  advanceNow(room)
  room.nowMs = Math.max(room.nowMs, room.state.playing?.anchor.atMs ?? 0)
}
