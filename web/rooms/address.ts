/** Where rooms are in this app. */
import { shownRoomCode } from '#core/rooms/code.ts'

/** The path of the room with this code; of its view for a big screen where that is asked for. */
export function roomPath(code: string, isScreen = false): string {
  return `/rooms/${shownRoomCode(code)}${isScreen ? '/tv' : ''}`
}

/** The whole address that a room's code stands for, as a camera reads it. */
export function roomUrl(code: string): string {
  return `${window.location.origin}${roomPath(code)}`
}
