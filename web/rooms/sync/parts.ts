/** What should sound in a room: one song, or two while one takes over from the other. */
import type { QueueEntry } from '#core/queue/entry.ts'
import type { Anchor } from '#core/rooms/event.ts'
import type { RoomState } from '#core/rooms/state.ts'
import { secondsOfMs } from '#core/units.ts'

/** What a player must know of a room. */
export type PlayedRoom = Pick<RoomState, 'playing' | 'before'> & {
  readonly settings: Pick<RoomState['settings'], 'crossfadeSeconds'>
}

/** The moment at which one song takes over from another, in milliseconds of the room's clock. */
export type Handover = {
  readonly atMs: number
  /** How long both sound; 0 where the one begins as the other ends. */
  readonly crossfadeSeconds: number
  /** Whether the song before ends by itself there: then the two are joined without a gap. */
  readonly isNatural: boolean
}

/** A song as it should sound. */
export type Part = { readonly entry: QueueEntry; readonly anchor: Anchor }

/** What should sound: `ending` until the handover, `playing` from its anchor on. */
export type Parts = {
  readonly playing: Part | null
  readonly ending: (Part & { readonly handover: Handover }) | null
}

/** Songs are written down in whole milliseconds, and decoders differ in what they leave out at the ends. */
const naturalSeconds = 0.06

/** What should sound in a room, in whichever of its moments. */
export function partsOf({ playing, before, settings }: PlayedRoom): Parts {
  if (playing === null || playing.anchor.isPaused) return { playing, ending: null }
  // A song that was moved since it began has nothing to do with the one before.
  if (before === null || before.anchor.isPaused || playing.anchor.positionSeconds > 0) {
    return { playing, ending: null }
  }
  const leftSeconds =
    before.entry.song.durationSeconds -
    before.anchor.positionSeconds -
    secondsOfMs(playing.anchor.atMs - before.anchor.atMs)
  const crossfadeSeconds = Math.min(settings.crossfadeSeconds, Math.max(0, leftSeconds))
  const handover = {
    atMs: playing.anchor.atMs,
    crossfadeSeconds: crossfadeSeconds < naturalSeconds ? 0 : crossfadeSeconds,
    isNatural: Math.abs(leftSeconds) <= naturalSeconds,
  }
  return { playing, ending: { ...before, handover } }
}
