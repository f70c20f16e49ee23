/** Who is signed in, as one value the whole app reads. */
import { createSignal } from 'solid-js'
import { endSession, getAccount } from '../api/calls.ts'
import { ApiError } from '../api/problem.ts'
import { onSignInRequired } from '../api/request.ts'
import type { Account } from '../api/shapes.ts'
import type { SessionState } from './guard.ts'

const [account, setAccount] = createSignal<Account | null | undefined>(undefined)
const [trouble, setTrouble] = createSignal<unknown>()
onSignInRequired(() => setAccount(null))

/** The person signed in; `undefined` while unknown or when nobody is. */
export const currentAccount = (): Account | undefined => account() ?? undefined

/** What is known of the session. */
export function sessionState(): SessionState {
  const who = account()
  if (who === undefined) return 'unknown'
  return who === null ? 'out' : 'in'
}

/** Why it is not known who is signed in, when asking failed. */
export const sessionTrouble = trouble

/** Asks the API who is signed in. */
export async function loadSession(): Promise<void> {
  setTrouble(undefined)
  try {
    setAccount(await getAccount())
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 401) setAccount(null)
    else setTrouble(error)
  }
}

/** A sign-in link was accepted. */
export function signedIn(who: Account): void {
  setAccount(who)
}

/** Ends the session on this browser. */
export async function signOut(): Promise<void> {
  await endSession()
  setAccount(null)
}
