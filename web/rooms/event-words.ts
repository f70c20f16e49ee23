/** What happened in a room, in a sentence each. */
import type { RoomEvent, RoomFact } from '#core/rooms/event.ts'

/** Who and what the log speaks of: names and titles by id, as they were when it happened. */
export type Names = {
  readonly memberOf: (id: string) => string
  readonly titleOf: (entryId: string) => string
}

/** A line of the log as a sentence about who did what. */
export function eventWords(event: RoomEvent, names: Names): string {
  const who = event.by === null ? 'The room' : names.memberOf(event.by)
  const words = factWords(event.fact, who, names)
  return event.undoes === null ? words : `Taken back: ${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

function factWords(fact: RoomFact, who: string, names: Names): string {
  switch (fact.kind) {
    case 'created':
      return `${fact.name} was opened`
    case 'joined':
      return `${fact.name} came in`
    case 'added':
      return `${who} added ${fact.entry.song.title}`
    case 'removed':
      return `${who} took out ${fact.entry.song.title}`
    case 'moved':
      return fact.to.pin === null
        ? `${who} moved ${names.titleOf(fact.entryId)}`
        : `${who} put ${names.titleOf(fact.entryId)} ahead`
    case 'voted':
      return `${names.memberOf(fact.memberId)} ${fact.isFor ? 'voted for' : 'took back a vote for'} ${names.titleOf(fact.entryId)}`
    case 'advanced':
      return advancedWords(fact, who)
    case 'anchored':
      return `${who} ${fact.anchor.isPaused ? 'paused' : 'played'} ${names.titleOf(fact.entryId)}`
    case 'skip-voted':
      return `${names.memberOf(fact.memberId)} ${fact.isFor ? 'wants to skip' : 'no longer wants to skip'} ${names.titleOf(fact.entryId)}`
    default:
      return adminWords(fact, who, names)
  }
}

type SongFact =
  | 'created'
  | 'joined'
  | 'added'
  | 'removed'
  | 'moved'
  | 'voted'
  | 'advanced'
  | 'anchored'
  | 'skip-voted'

function adminWords(fact: Exclude<RoomFact, { kind: SongFact }>, who: string, names: Names): string {
  switch (fact.kind) {
    case 'member-named':
      return `${fact.was} is now ${fact.name}`
    case 'role-given':
      return `${who} made ${names.memberOf(fact.memberId)} ${roleWords[fact.role]}`
    case 'muted':
      return `${who} ${fact.isMuted ? 'muted' : 'let speak again'} ${names.memberOf(fact.memberId)}`
    case 'standing-given':
      return `${who} ${standingWords[fact.standing]} ${names.memberOf(fact.memberId)}`
    case 'forgotten':
      return fact.memberIds.length === 1
        ? 'A place of somebody who left came free'
        : `${fact.memberIds.length} places of people who left came free`
    case 'settings-changed':
      return `${who} changed the settings`
    case 'status-changed':
      return `${who} ${statusWords[fact.status]} the room`
    case 'code-changed':
      return `${who} changed the code`
    case 'room-named':
      return `${who} called the room ${fact.name}`
  }
}

/** What a role is called behind "is". */
export const roleWords = { host: 'the host', cohost: 'a co-host', guest: 'a guest' } as const
const standingWords = { in: 'let in', kicked: 'sent out', banned: 'banned' } as const
const statusWords = { open: 'opened', locked: 'locked', closed: 'closed' } as const

function advancedWords(fact: Extract<RoomFact, { kind: 'advanced' }>, who: string): string {
  const next = fact.to?.entry.song.title
  const begins = next === undefined ? 'the queue was empty' : `${next} began`
  switch (fact.cause) {
    case 'skipped':
      return `${who} skipped; ${begins}`
    case 'voted-out':
      return `Voted out; ${begins}`
    case 'unplayable':
      return `A song could not be played; ${begins}`
    case 'undone':
    case 'started':
    case 'ended':
      return next === undefined ? 'The queue was empty' : `${next} began`
  }
}

/** Names and titles as the log tells them. */
export function namesOf(events: readonly RoomEvent[]): Names {
  const members = new Map<string, string>()
  const titles = new Map<string, string>()
  for (const { fact } of events) {
    if (fact.kind === 'joined' || fact.kind === 'member-named') members.set(fact.memberId, fact.name)
    if (fact.kind === 'added') titles.set(fact.entry.id, fact.entry.song.title)
    if (fact.kind === 'advanced' && fact.to !== null) titles.set(fact.to.entry.id, fact.to.entry.song.title)
  }
  return {
    memberOf: (id) => members.get(id) ?? 'Somebody',
    titleOf: (entryId) => titles.get(entryId) ?? 'a song',
  }
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** A moment as a clock on the wall shows it. */
export function timeOf(atMs: number): string {
  return clock.format(atMs)
}
