/** The room itself: its settings, its fallback playlist, its name, and whether it is open. */
import { positionSecondsAt } from '../anchor.ts'
import { type Asked, accept, type Decision, refuse } from '../decision.ts'
import type { RoomFact } from '../event.ts'
import type { RoomSettings } from '../settings.ts'
import type { RoomState } from '../state.ts'

/** What differs of the settings is changed. */
export function decideSettings({ state, wish }: Asked<'change-settings'>): Decision {
  return changed(state, wish.patch)
}

/** Those of the songs that are in the library, in the order they were named. */
export function decideFallback({ state, context }: Asked<'set-fallback'>): Decision {
  if (context.fallback === null)
    return refuse('song-not-found', 'Those songs are not in the library of this room.')
  return changed(state, { fallback: [...context.fallback] })
}

/** Open, locked, or over. Closing is the host's alone, and for good; the music stops with it. */
export function decideStatus({ state, wish, context, member }: Asked<'set-status'>): Decision {
  if (wish.status === state.status) return accept([])
  if (wish.status === 'closed' && member.role !== 'host')
    return refuse('not-allowed', 'Only the host may close the room.')
  if (wish.status === 'closed') return accept(closing(state, context.nowMs))
  return accept([{ kind: 'status-changed', status: wish.status, was: state.status }])
}

/** What happens when the room is over: the music stops, and then it is closed. */
export function closing(state: RoomState, nowMs: number): RoomFact[] {
  return [...pausing(state, nowMs), { kind: 'status-changed', status: 'closed', was: state.status }]
}

/** Another name for the room. */
export function decideNameRoom({ state, wish }: Asked<'name-room'>): Decision {
  return accept(wish.name === state.name ? [] : [{ kind: 'room-named', name: wish.name, was: state.name }])
}

function pausing(state: RoomState, nowMs: number): RoomFact[] {
  const { playing } = state
  if (playing === null || playing.anchor.isPaused) return []
  const positionSeconds = positionSecondsAt(playing.anchor, nowMs)
  return [
    { kind: 'anchored', entryId: playing.entry.id, anchor: { isPaused: true, positionSeconds, atMs: nowMs } },
  ]
}

function changed(
  state: RoomState,
  patch: { [Key in keyof RoomSettings]?: RoomSettings[Key] | undefined },
): Decision {
  const keys = Object.keys(state.settings).filter((key): key is keyof RoomSettings =>
    isChanged(state, patch, key),
  )
  if (keys.length === 0) return accept([])
  return accept([
    { kind: 'settings-changed', settings: picked(patch, keys), was: picked(state.settings, keys) },
  ])
}

function isChanged(state: RoomState, patch: Record<string, unknown>, key: string): boolean {
  const next = patch[key]
  const last = (state.settings as Record<string, unknown>)[key]
  return next !== undefined && JSON.stringify(next) !== JSON.stringify(last)
}

function picked<From extends object>(from: From, keys: readonly (keyof From)[]): Partial<From> {
  const part: Partial<From> = {}
  for (const key of keys) part[key] = from[key]
  return part
}
