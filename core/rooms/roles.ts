/** Who may ask for what: one table, and what each mode of the queue makes different. */
import type { QueueMode } from '../queue/mode.ts'
import type { Role } from './event.ts'
import type { Wish } from './operation.ts'

/** How far a role reaches: everybody's songs and doings, one's own alone, or (where it is about people) guests alone. */
export type Reach = 'all' | 'own' | 'guests' | 'none'

type Row = Readonly<Record<Role, Reach>>

const everybody: Row = { host: 'all', cohost: 'all', guest: 'all' }
const ownForGuests: Row = { host: 'all', cohost: 'all', guest: 'own' }
const hosts: Row = { host: 'all', cohost: 'all', guest: 'none' }
const hostAlone: Row = { host: 'all', cohost: 'none', guest: 'none' }
const hostsOverGuests: Row = { host: 'all', cohost: 'guests', guest: 'none' }
const nobody: Row = { host: 'none', cohost: 'none', guest: 'none' }

const roleTable: Readonly<Record<Wish['kind'], Row>> = {
  add: everybody,
  remove: ownForGuests,
  move: ownForGuests,
  vote: nobody,
  boost: ownForGuests,
  play: hosts,
  pause: hosts,
  seek: hosts,
  skip: ownForGuests,
  'vote-skip': everybody,
  'report-unplayable': everybody,
  'change-settings': hosts,
  'set-fallback': hosts,
  'set-status': hosts,
  'rotate-code': hosts,
  'name-room': hostAlone,
  'name-self': everybody,
  'give-role': hostAlone,
  mute: hostsOverGuests,
  kick: hostsOverGuests,
  ban: hostsOverGuests,
  readmit: hostsOverGuests,
  undo: ownForGuests,
}

const byMode: Readonly<Record<QueueMode, Partial<Record<Wish['kind'], Row>>>> = {
  fair: {},
  votes: { vote: everybody },
  'first-come': { move: hosts },
  'host-only': { add: hosts, move: hosts, boost: hosts },
}

/** How far somebody of this role reaches with a wish of this kind, in a room of this mode. */
export function reachOf(kind: Wish['kind'], role: Role, mode: QueueMode): Reach {
  return (byMode[mode][kind] ?? roleTable[kind])[role]
}
