/** The rooms this device is in: with what it goes in again, without asking for a name twice. Kept on the device. */
import { z } from 'zod'
import { Id } from '#core/queue/entry.ts'

const Membership = z.object({
  roomId: Id,
  code: z.string(),
  roomName: z.string(),
  token: z.string(),
  memberId: Id,
  /** A screen of the room, which is no member. */
  isScreen: z.boolean(),
  /** The account that hosts; null for whoever came by the code. Another account on this device does not get in by it. */
  accountId: z.string().nullable(),
  seenMs: z.number(),
})

/** One room this device is in. */
export type Membership = z.output<typeof Membership>

const storageKey = 'cuecraft-rooms'
const mostKept = 30

/** Every room of this device that this account may go into, the last one first. `accountId` is null when nobody is signed in. */
export function keptMemberships(accountId: string | null | undefined): readonly Membership[] {
  return readAll().filter((each) => mayUse(each, accountId))
}

/** The room with this code, where this device is in it. */
export function membershipOf(
  code: string,
  accountId: string | null | undefined,
  isScreen: boolean,
): Membership | undefined {
  return keptMemberships(accountId).find((each) => each.code === code && each.isScreen === isScreen)
}

/** Keeps a room, in the place of what was kept of it. */
export function keepMembership(membership: Membership): void {
  write([membership, ...readAll().filter((each) => !isSame(each, membership))].slice(0, mostKept))
}

/** Forgets a room. */
export function forgetMembership(membership: Pick<Membership, 'roomId' | 'isScreen'>): void {
  write(readAll().filter((each) => !isSame(each, membership)))
}

/** While it is not known who is signed in (there is no network), what was kept is still this device's. */
function mayUse(membership: Membership, accountId: string | null | undefined): boolean {
  return membership.accountId === null || accountId === undefined || membership.accountId === accountId
}

function isSame(a: Pick<Membership, 'roomId' | 'isScreen'>, b: Pick<Membership, 'roomId' | 'isScreen'>) {
  return a.roomId === b.roomId && a.isScreen === b.isScreen
}

function readAll(): readonly Membership[] {
  try {
    return z.array(Membership).parse(JSON.parse(localStorage.getItem(storageKey) ?? '[]'))
  } catch {
    return []
  }
}

function write(all: readonly Membership[]): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(all))
  } catch {
    // A browser that keeps nothing asks for the name again.
  }
}
