/** Whether a room sounds out of this device, and how. */
import { type Accessor, createEffect, createMemo, createSignal, onCleanup, untrack } from 'solid-js'
import { nextOf } from '#core/queue/order.ts'
import type { RoomState } from '#core/rooms/state.ts'
import { apiRoot } from '../api/request.ts'
import { keepVolume, keptVolume, type Volume } from './own-volume.ts'
import type { MediaKey } from './player/media-keys.ts'
import { RoomPlayer } from './player/room-player.ts'
import type { RoomStore } from './store.ts'

/** What a page shows of the sound, and what it can do about it. */
export type Sound = {
  /** This device is one of those that play. */
  readonly isWanted: Accessor<boolean>
  readonly isHearing: Accessor<boolean>
  /** The browser plays nothing before somebody taps. */
  readonly isRefused: Accessor<boolean>
  /** Silent on this device by its owner's wish. */
  readonly isMuted: Accessor<boolean>
  /** How loud it is on this device, from 0 to 1. */
  readonly volume: Accessor<number>
  /** What is heard minus what should be, in milliseconds, as measured last. */
  readonly driftMs: Accessor<number | undefined>
  /** Call it in a tap. */
  listen(): void
  mute(): void
  setVolume(share: number): void
}

/** Plays what the room plays, on the devices that its settings name, for as long as the owner lives. A screen only shows. */
export function createSound(room: RoomStore, isScreen: boolean): Sound {
  const [isHearing, setHearing] = createSignal(false)
  const [isRefused, setRefused] = createSignal(false)
  const [chosen, setChosen] = createSignal(keptVolume())
  const [driftMs, setDriftMs] = createSignal<number>()
  let player: RoomPlayer | undefined

  const choose = (change: Partial<Volume>) => keepVolume(setChosen((before) => ({ ...before, ...change })))
  const isWanted = createMemo(() => {
    const state = room.confirmed()
    if (isScreen || state === undefined) return false
    return state.settings.playOn === 'everyone' || state.members.get(room.entry.memberId)?.role === 'host'
  })
  const silence = () => {
    player?.close()
    player = undefined
    setHearing(false)
    setRefused(false)
    setDriftMs(undefined)
  }
  createEffect(() => {
    const state = room.confirmed()
    if (state === undefined || !isWanted()) return silence()
    player ??= makePlayer(room, untrack(chosen), {
      onHearing: (hears) => {
        setHearing(hears)
        if (hears) setRefused(false)
        else setDriftMs(undefined)
      },
      onRefused: () => setRefused(true),
      onDrift: (milliseconds) => {
        setDriftMs(milliseconds)
        room.send({ type: 'drift', milliseconds: Math.max(-60_000, Math.min(60_000, milliseconds)) })
      },
    })
    player.show(playedOf(state), nextOf(state)?.song ?? null)
  })
  onCleanup(silence)
  return {
    isWanted,
    isHearing,
    isRefused,
    isMuted: () => chosen().isMuted,
    volume: () => chosen().share,
    driftMs,
    listen: () => {
      choose({ isMuted: false })
      setRefused(false)
      void player?.listen()
    },
    mute: () => {
      choose({ isMuted: true })
      player?.rest()
    },
    setVolume: (share) => {
      choose({ share })
      player?.setVolume(share)
    },
  }
}

type Told = Pick<ConstructorParameters<typeof RoomPlayer>[0], 'onHearing' | 'onRefused' | 'onDrift'>

function makePlayer(room: RoomStore, { share, isMuted }: Volume, told: Told): RoomPlayer {
  const { roomId, token } = room.entry
  const player = new RoomPlayer({
    ...told,
    clock: room.clock,
    addressOf: (songId) => ({
      url: `${apiRoot}/live/${encodeURIComponent(roomId)}/songs/${encodeURIComponent(songId)}/audio`,
      headers: { authorization: `Bearer ${token}` },
    }),
    onUnplayable: (entryId) => room.wish({ kind: 'report-unplayable', entryId }),
    onKey: (key) => press(room, key),
  })
  player.setVolume(share)
  if (isMuted) player.rest()
  return player
}

/** A key of a guest's phone only does what a guest may. */
function press(room: RoomStore, key: MediaKey): void {
  const entryId = room.state()?.playing?.entry.id
  if (room.me()?.role === 'guest' || entryId === undefined) return
  if (key.kind === 'play' || key.kind === 'pause') room.wish({ kind: key.kind })
  if (key.kind === 'next') room.wish({ kind: 'skip', entryId })
  if (key.kind === 'seek')
    room.wish({ kind: 'seek', entryId, positionSeconds: Math.max(0, key.positionSeconds) })
}

/** The state is changed in place; a player is told what it was at this moment. */
function playedOf({ playing, before, settings }: RoomState): Parameters<RoomPlayer['show']>[0] {
  return { playing, before, settings }
}
