/** How a device gets into a room: by what it kept, as the host it is signed in as, or by a name. */
import { type Accessor, createEffect, createSignal } from 'solid-js'
import { currentAccount, sessionState, sessionTrouble } from '../accounts/session.ts'
import { ApiError } from '../api/problem.ts'
import { type Door, type Entry, enterAsHost, findDoor, joinAsScreen, openHostScreen } from './calls.ts'
import { forgetMembership, keepMembership, type Membership, membershipOf } from './memberships.ts'
import { forgetQueue } from './offline.ts'

/** How far this device has come. */
export type EntranceState =
  | { readonly kind: 'looking' }
  | { readonly kind: 'asks-name'; readonly door: Door }
  | { readonly kind: 'no-room' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'inside'; readonly membership: Membership }

/** An entrance: where this device stands, and what it can do there. */
export type Entrance = {
  readonly state: Accessor<EntranceState>
  /** A name was given, and the room let its bearer in. */
  enter(door: Door, entry: Entry): void
  /** What was kept lets nobody in any more. */
  joinAgain(): void
  retry(): void
}

/** Finds the way into the room with this code. */
export function createEntrance(code: string, isScreen: boolean): Entrance {
  const [state, setState] = createSignal<EntranceState>({ kind: 'looking' })
  // Without a network nobody knows who is signed in, and what was kept on this device still shows the queue.
  const isKnown = () => sessionState() !== 'unknown' || sessionTrouble() !== undefined
  const accountId = () => (sessionState() === 'out' ? null : currentAccount()?.id)

  const inside = (membership: Membership) => {
    keepMembership(membership)
    setState({ kind: 'inside', membership })
  }
  const membershipBy = (door: Door, entry: Entry, account: string | null): Membership => ({
    ...entry,
    code,
    roomName: door.name,
    isScreen,
    accountId: account,
    seenMs: Date.now(),
  })
  const look = async () => {
    setState({ kind: 'looking' })
    const kept = membershipOf(code, accountId(), isScreen)
    if (kept !== undefined) return inside(kept)
    try {
      const door = await findDoor(code)
      const host = currentAccount()
      const entry = host && (await hostEntry(door.roomId, isScreen))
      if (entry !== undefined) return inside(membershipBy(door, entry, host?.id ?? null))
      if (isScreen) return inside(membershipBy(door, await joinAsScreen(code), null))
      setState({ kind: 'asks-name', door })
    } catch (error) {
      const isAbsent = error instanceof ApiError && error.problem.status === 404
      setState(isAbsent ? { kind: 'no-room' } : { kind: 'failed', error })
    }
  }
  let hasLooked = false
  createEffect(() => {
    if (!isKnown() || hasLooked) return
    hasLooked = true
    void look()
  })
  return {
    state,
    enter: (door, entry) => inside(membershipBy(door, entry, null)),
    joinAgain: () => {
      const now = state()
      if (now.kind === 'inside') {
        forgetMembership(now.membership)
        void forgetQueue(now.membership.roomId)
      }
      void look()
    },
    retry: () => void look(),
  }
}

/** The host's way in, or their screen's; undefined for whoever is signed in and hosts another room, or none. */
async function hostEntry(roomId: string, isScreen: boolean): Promise<Entry | undefined> {
  try {
    return await (isScreen ? openHostScreen(roomId) : enterAsHost(roomId))
  } catch (error) {
    if (error instanceof ApiError && [403, 404].includes(error.problem.status)) return undefined
    throw error
  }
}
