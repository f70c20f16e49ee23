/** A room as the parts of its page see it: what is there, what time it is there, and who is looking. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { positionSecondsAt } from '#core/rooms/anchor.ts'
import type { Playing } from '#core/rooms/state.ts'
import type { Entry } from './calls.ts'
import { createSound, type Sound } from './sound.ts'
import { createRoom, type RoomStore } from './store.ts'

/** A room that is looked at. */
export type Live = {
  readonly room: RoomStore
  /** A host or a co-host looks at it. */
  readonly isHost: Accessor<boolean>
  /** The time in the room, in milliseconds, a few times a second while somebody looks. */
  readonly nowMs: Accessor<number>
  /** What sounds at this moment: the song before, until the next one has begun. */
  readonly playing: Accessor<Playing | undefined>
  /** Where in it, in seconds. */
  readonly positionSeconds: Accessor<number>
  readonly sound: Sound
}

const ticksEveryMs = 250

/** Opens a room for a page, for as long as the owner lives. */
export function createLive(entry: Entry, isScreen: boolean): Live {
  const room = createRoom({ entry, url: socketUrl(entry.roomId), isScreen })
  const [nowMs, setNowMs] = createSignal(room.roomMs())
  const timer = setInterval(() => document.hidden || setNowMs(room.roomMs()), ticksEveryMs)
  onCleanup(() => clearInterval(timer))
  const playing = () => {
    const state = room.state()
    if (state?.playing === null || state?.playing === undefined) return undefined
    return state.before !== null && state.playing.anchor.atMs > nowMs() ? state.before : state.playing
  }
  return {
    room,
    isHost: () => {
      const role = room.me()?.role
      return role === 'host' || role === 'cohost'
    },
    nowMs,
    sound: createSound(room, isScreen),
    playing,
    positionSeconds: () => {
      const now = playing()
      return now === undefined
        ? 0
        : Math.min(now.entry.song.durationSeconds, positionSecondsAt(now.anchor, nowMs()))
    },
  }
}

function socketUrl(roomId: string): string {
  const { protocol, host } = window.location
  const scheme = protocol === 'https:' ? 'wss:' : 'ws:'
  return `${scheme}//${host}/api/v1/live/${encodeURIComponent(roomId)}/socket`
}
