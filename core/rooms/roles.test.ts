import { expect, test } from 'vitest'
import { Wish } from './operation.ts'
import { type Reach, reachOf } from './roles.ts'
import { FakeRoom } from './room.fake.ts'

const kinds = Wish.options.map(({ shape }) => shape.kind.value)

/** Host, co-host, guest, in a room of turns; and what is different in the other modes. */
const expected: Readonly<Record<Wish['kind'], readonly [Reach, Reach, Reach]>> = {
  add: ['all', 'all', 'all'],
  remove: ['all', 'all', 'own'],
  move: ['all', 'all', 'own'],
  vote: ['none', 'none', 'none'],
  boost: ['all', 'all', 'own'],
  play: ['all', 'all', 'none'],
  pause: ['all', 'all', 'none'],
  seek: ['all', 'all', 'none'],
  skip: ['all', 'all', 'own'],
  'vote-skip': ['all', 'all', 'all'],
  'report-unplayable': ['all', 'all', 'all'],
  'change-settings': ['all', 'all', 'none'],
  'set-fallback': ['all', 'all', 'none'],
  'set-status': ['all', 'all', 'none'],
  'rotate-code': ['all', 'all', 'none'],
  'name-room': ['all', 'none', 'none'],
  'name-self': ['all', 'all', 'all'],
  'give-role': ['all', 'none', 'none'],
  mute: ['all', 'guests', 'none'],
  kick: ['all', 'guests', 'none'],
  ban: ['all', 'guests', 'none'],
  readmit: ['all', 'guests', 'none'],
  undo: ['all', 'all', 'own'],
}

const different: Readonly<Record<'votes' | 'first-come' | 'host-only', Partial<typeof expected>>> = {
  votes: { vote: ['all', 'all', 'all'] },
  'first-come': { move: ['all', 'all', 'none'] },
  'host-only': { add: ['all', 'all', 'none'], move: ['all', 'all', 'none'], boost: ['all', 'all', 'none'] },
}

const rows = (['fair', 'votes', 'first-come', 'host-only'] as const).flatMap((mode) =>
  kinds.map((kind) => {
    const row = (mode === 'fair' ? undefined : different[mode][kind]) ?? expected[kind]
    return { mode, kind, row }
  }),
)

test.each(rows)('$mode: $kind reaches $row for host, co-host and guest', ({ mode, kind, row }) => {
  expect((['host', 'cohost', 'guest'] as const).map((role) => reachOf(kind, role, mode))).toEqual(row)
})

const people = { host: 'ada', cohost: 'cem', guest: 'gil' } as const

/** A room in which everybody has a song waiting, and what each kind of wish is about: something of Gil's, and of Gus's. */
function roomOf(mode: 'fair' | 'votes' | 'first-come' | 'host-only') {
  const room = new FakeRoom({ playOn: 'everyone' })
  room.join('cem', 'cohost')
  room.join('cora', 'cohost')
  for (const guest of ['gil', 'gus']) room.join(guest)
  for (const id of ['ada', 'cem', 'gil', 'gus']) room.ask(id, { kind: 'add', songId: `of-${id}` })
  const addedSeq = (id: string) =>
    [...room.state.entries.values()].find(({ addedBy }) => addedBy === id)?.addedSeq ?? 0
  const seqs = { ada: addedSeq('ada'), cem: addedSeq('cem'), gil: addedSeq('gil'), gus: addedSeq('gus') }
  room.write([{ kind: 'settings-changed', settings: { mode }, was: {} }])
  return { room, seqs }
}

/** A wish about something of one's own, or of somebody else's. */
function wishAbout(
  kind: Wish['kind'],
  room: FakeRoom,
  owner: keyof ReturnType<typeof roomOf>['seqs'],
  seq: number,
): Wish {
  const entry = [...room.state.entries.values()].find(({ addedBy }) => addedBy === owner)
  if (entry !== undefined && ['skip', 'vote-skip', 'report-unplayable', 'seek'].includes(kind)) {
    const anchor = { isPaused: false, positionSeconds: 0, atMs: room.nowMs }
    const to = { entry, rank: null }
    room.write([{ kind: 'advanced', from: null, to, anchor, cause: 'started', fallbackNext: 0 }])
  }
  return Wish.parse({
    ...{
      kind,
      entryId: entry?.id,
      afterId: null,
      isFor: true,
      positionSeconds: 1,
      songId: 'new',
      songIds: ['new'],
    },
    ...{
      patch: { skipQuorum: 0.7 },
      status: 'locked',
      name: 'Other',
      memberId: owner,
      role: 'cohost',
      isMuted: true,
      seq,
    },
  })
}

function isAllowed(
  mode: Parameters<typeof roomOf>[0],
  kind: Wish['kind'],
  by: string,
  owner: 'ada' | 'cem' | 'gil' | 'gus',
) {
  const { room, seqs } = roomOf(mode)
  const decision = room.answer(by, wishAbout(kind, room, owner, seqs[owner]))
  return !('refused' in decision && decision.refused === 'not-allowed')
}

const aboutPeople: readonly string[] = ['give-role', 'mute', 'kick', 'ban', 'readmit']

test.each(rows.filter(({ kind }) => !aboutPeople.includes(kind)))(
  '$mode: whoever reaches for $kind is answered by the table, about their own and about others',
  ({ mode, kind, row }) => {
    for (const [at, role] of (['host', 'cohost', 'guest'] as const).entries()) {
      const by = people[role]
      expect(isAllowed(mode, kind, by, by), `${role}, own`).toBe(row[at] !== 'none')
      expect(isAllowed(mode, kind, by, 'gus'), `${role}, another's`).toBe(row[at] === 'all')
    }
  },
)

test.each(rows.filter(({ kind }) => aboutPeople.includes(kind)))(
  '$mode: $kind is for those above, never about oneself and never about the host',
  ({ mode, kind, row }) => {
    for (const [at, role] of (['host', 'cohost', 'guest'] as const).entries()) {
      const by = people[role]
      expect(isAllowed(mode, kind, by, 'gus'), `${role} about a guest`).toBe(row[at] !== 'none')
      if (role !== 'cohost')
        expect(isAllowed(mode, kind, by, 'cem'), `${role} about a co-host`).toBe(row[at] === 'all')
      expect(isAllowed(mode, kind, by, by), `${role} about themselves`).toBe(false)
      expect(isAllowed(mode, kind, by, 'ada'), `${role} about the host`).toBe(false)
    }
    const { room } = roomOf(mode)
    const aboutCora = Wish.parse({ kind, memberId: 'cora', role: 'guest', isMuted: true })
    expect(room.answer('cem', aboutCora)).toMatchObject({ refused: 'not-allowed' })
  },
)
