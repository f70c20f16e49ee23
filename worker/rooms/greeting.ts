/** The first message on a room's socket: who says hello, and whether they come in. */
import { type ClientMessage, type GoodbyeCode, protocolVersion } from '#core/rooms/message.ts'
import type { RoomState } from '#core/rooms/state.ts'
import type { About } from './about.ts'
import { isCodeGivenUp, readPass } from './token.ts'

/** What somebody says who wants to come in. */
export type Hello = Extract<ClientMessage, { type: 'hello' }>

/** Where they say it. */
export type Door = {
  readonly about: About | undefined
  readonly state: RoomState | undefined
  readonly secret: string
  readonly nowMs: number
}

/** Who comes in, and to what; `code` is what a screen came in by, where it ends with it. */
export type Arrival = {
  readonly memberId: string
  readonly code: string | undefined
  readonly state: RoomState
}

/** Why somebody cannot come in. */
export type Farewell = { readonly code: GoodbyeCode; readonly detail: string }

/** What is said of a room that nobody can come into any more, or that never was. */
export const noSuchRoom = 'There is no such room, or not any more.'

/** What a screen is told whose code was given up. */
export const codeChanged: Farewell = {
  code: 'code-changed',
  detail: 'The code of this room has changed. A screen comes in again with the new one.',
}

/** Who comes in, or why they cannot. */
export async function greet(
  hello: Hello,
  { about, state, secret, nowMs }: Door,
): Promise<Arrival | Farewell> {
  if (hello.version !== protocolVersion)
    return {
      code: 'version-not-spoken',
      detail: `This room speaks version ${protocolVersion}. Load the page again.`,
    }
  if (state === undefined || about === undefined) return { code: 'room-not-found', detail: noSuchRoom }
  const pass = await readPass(secret, hello.token, { roomId: about.roomId, nowMs })
  const standing = pass?.isScreen === true ? 'in' : state.members.get(pass?.memberId ?? '')?.standing
  if (pass === undefined || standing === undefined || (pass.isScreen && !hello.watches))
    return {
      code: 'token-not-valid',
      detail: 'This way in does not work, or not any more. Join again with the code.',
    }
  if (standing === 'kicked') return { code: 'kicked', detail: 'The host has sent you out of this room.' }
  if (standing === 'banned')
    return { code: 'banned', detail: 'The host does not let you into this room any more.' }
  if (state.status === 'closed') return { code: 'room-closed', detail: 'This room is over.' }
  if (isCodeGivenUp(pass, state)) return codeChanged
  return { memberId: pass.memberId, code: pass.code, state }
}
