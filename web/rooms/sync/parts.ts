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

/** A song that makes way for the next. */
export type Ending = Part & { readonly handover: Handover }

/** What should sound: nothing from a moment on, or `playing` from its anchor on, and `ending` until the handover. */
export type Parts =
  | { readonly kind: 'silence'; readonly fromMs: number }
  | {
      readonly kind: 'song'
      readonly playing: Part
      readonly ending: Ending | null
    }

/** Songs are written down in whole milliseconds, and decoders differ in what they leave out at the ends. */
export const naturalSeconds = 0.06

/** What should sound in a room, in whichever of its moments. */
export function partsOf({ playing, before, settings }: PlayedRoom): Parts {
  if (playing === null) return { kind: 'silence', fromMs: before?.anchor.isPaused ? before.anchor.atMs : 0 }
  if (playing.anchor.isPaused) return { kind: 'silence', fromMs: playing.anchor.atMs }
  // A song that was moved since it began has nothing to do with the one before.
  const isFollowing = before !== null && !before.anchor.isPaused && playing.anchor.positionSeconds === 0
  if (!isFollowing) return { kind: 'song', playing, ending: null }
  const leftSeconds =
    before.entry.song.durationSeconds -
    before.anchor.positionSeconds -
    secondsOfMs(playing.anchor.atMs - before.anchor.atMs)
  const crossfadeSeconds = Math.min(settings.crossfadeSeconds, Math.max(0, leftSeconds))
  const handover = {
    atMs: playing.anchor.atMs,
    crossfadeSeconds: crossfadeSeconds <= naturalSeconds ? 0 : crossfadeSeconds,
    isNatural: Math.abs(leftSeconds) <= naturalSeconds,
  }
  return { kind: 'song', playing, ending: { ...before, handover } }
}
