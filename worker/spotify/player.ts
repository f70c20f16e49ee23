/** What plays at Spotify, where, and the commands to it. */
import { z } from 'zod'
import { Playable, shownItem } from './items.ts'
import type { Device, PlaybackState, PlayWish } from './schema.ts'
import type { WebApi } from './web-api.ts'

const DeviceShape = z.object({
  id: z.string().nullish().catch(null),
  name: z.string().catch(''),
  type: z.string().catch(''),
  is_active: z.boolean().catch(false),
  is_restricted: z.boolean().catch(false),
  volume_percent: z.number().int().min(0).max(100).nullish().catch(null),
  supports_volume: z.boolean().optional().catch(undefined),
})

const Player = z.object({
  device: DeviceShape.nullish().catch(null),
  is_playing: z.boolean().catch(false),
  progress_ms: z.number().int().min(0).nullish().catch(null),
  item: Playable.nullish().catch(null),
  currently_playing_type: z.enum(['track', 'episode', 'ad', 'unknown']).catch('unknown'),
  shuffle_state: z.boolean().catch(false),
  repeat_state: z.enum(['off', 'track', 'context']).catch('off'),
  context: z.object({ uri: z.string() }).nullish().catch(null),
  actions: z
    .object({ disallows: z.record(z.string(), z.boolean().catch(false)).catch({}) })
    .optional()
    .catch(undefined),
})

/** What plays now; nothing does where Spotify answers nothing. */
export async function readPlayback(api: WebApi): Promise<PlaybackState> {
  // Without saying so, an episode comes without its name.
  const query = { additional_types: 'track,episode' }
  const player = await api.read({ method: 'GET', path: '/me/player', query }, Player)
  if (player === undefined) return { playback: null }
  const disallows = Object.entries(player.actions?.disallows ?? {})
  return {
    playback: {
      isPlaying: player.is_playing,
      progressMs: player.progress_ms ?? null,
      item: player.item == null ? null : shownItem(player.item),
      kind: player.currently_playing_type,
      device: player.device == null ? null : shownDevice(player.device),
      isShuffled: player.shuffle_state,
      repeat: player.repeat_state,
      contextUri: player.context?.uri ?? null,
      disallows: disallows.flatMap(([name, isDisallowed]) => (isDisallowed ? [name] : [])),
    },
  }
}

/** The devices that are on. */
export async function readDevices(api: WebApi): Promise<Device[]> {
  const Answer = z.object({ devices: z.array(DeviceShape) })
  const answer = await api.read({ method: 'GET', path: '/me/player/devices' }, Answer)
  return (answer?.devices ?? []).map(shownDevice)
}

function shownDevice(device: z.output<typeof DeviceShape>): Device {
  return {
    id: device.id ?? null,
    name: device.name,
    type: device.type,
    isActive: device.is_active,
    isRestricted: device.is_restricted,
    volumePercent: device.volume_percent ?? null,
    hasVolume: device.supports_volume ?? device.volume_percent != null,
  }
}

/** Which device a command is for; the active one where none is named. */
export type OnDevice = { readonly deviceId?: string | undefined }

/** Moves playback to a device. */
export async function chooseDevice(
  api: WebApi,
  { deviceId, isPlaying }: { readonly deviceId: string; readonly isPlaying?: boolean | undefined },
): Promise<void> {
  const play = isPlaying === undefined ? {} : { play: isPlaying }
  await api.command({ method: 'PUT', path: '/me/player', body: { device_ids: [deviceId], ...play } })
}

/** Plays on, or plays these. */
export async function play(api: WebApi, wish: PlayWish): Promise<void> {
  const { deviceId, uris, contextUri, positionMs } = wish
  const body = { uris, context_uri: contextUri, position_ms: positionMs }
  await api.command({ method: 'PUT', path: '/me/player/play', query: { device_id: deviceId }, body })
}

/** A command without anything to say but its name. */
export async function command(
  api: WebApi,
  name: 'pause' | 'next' | 'previous',
  { deviceId }: OnDevice,
): Promise<void> {
  const method = name === 'pause' ? 'PUT' : 'POST'
  await api.command({ method, path: `/me/player/${name}`, query: { device_id: deviceId } })
}

/** A command that sets one thing, as Spotify calls it. */
export async function set(
  api: WebApi,
  setting:
    | { readonly name: 'seek'; readonly position_ms: number }
    | { readonly name: 'volume'; readonly volume_percent: number }
    | { readonly name: 'shuffle'; readonly state: boolean }
    | { readonly name: 'repeat'; readonly state: 'off' | 'track' | 'context' },
  { deviceId }: OnDevice,
): Promise<void> {
  const { name, ...value } = setting
  await api.command({ method: 'PUT', path: `/me/player/${name}`, query: { ...value, device_id: deviceId } })
}
