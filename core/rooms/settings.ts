/** What a host decides about a room. */
import { z } from 'zod'
import { QueuedSong } from '../queue/entry.ts'
import { QueueMode } from '../queue/mode.ts'

/** So many at once, and so many more a minute; `perMinute` 0 means that none come back. */
export const Allowance = z.object({
  capacity: z.number().int().min(0).max(1_000),
  perMinute: z.number().min(0).max(1_000),
})

/** See the schema `Allowance`. */
export type Allowance = z.output<typeof Allowance>

/** Every setting of a room. */
export const RoomSettings = z.object({
  mode: QueueMode,
  /** Whose devices play: the host's alone (the phones are remote controls), or everybody's in step. */
  playOn: z.enum(['host', 'everyone']),
  /** How many songs of one guest may wait; null for any number. */
  mostWaitingPerGuest: z.number().int().min(1).max(1_000).nullable(),
  /** A song that waits, or was played within so many minutes, is not taken again; 0 takes every song. */
  duplicateWindowMinutes: z.number().int().min(0).max(1_440),
  /** The share of those present whose votes skip a song. */
  skipQuorum: z.number().min(0.1).max(1),
  crossfadeSeconds: z.number().min(0).max(12),
  /** What one guest may do in a while. Hosts and co-hosts are not limited. */
  allowances: z.object({ add: Allowance, boost: Allowance, skip: Allowance }),
  /** Played in a circle while nothing waits. */
  fallback: z.array(QueuedSong).max(500),
})

/** See the schema `RoomSettings`. */
export type RoomSettings = z.output<typeof RoomSettings>

/** What may be changed of the settings at once. The fallback playlist is named by its songs; the room looks them up. */
export const RoomSettingsPatch = RoomSettings.omit({ fallback: true }).partial()

/** See the schema `RoomSettingsPatch`. */
export type RoomSettingsPatch = z.output<typeof RoomSettingsPatch>

/** What a room begins with. */
export const defaultSettings: RoomSettings = {
  mode: 'fair',
  playOn: 'host',
  mostWaitingPerGuest: null,
  duplicateWindowMinutes: 60,
  skipQuorum: 0.5,
  crossfadeSeconds: 0,
  allowances: {
    add: { capacity: 5, perMinute: 1 },
    boost: { capacity: 1, perMinute: 1 / 30 },
    skip: { capacity: 3, perMinute: 0.5 },
  },
  fallback: [],
}

/** Settings with some of them changed; what is not named stays. */
export function withSettings(
  settings: RoomSettings,
  patch: { readonly [K in keyof RoomSettings]?: RoomSettings[K] | undefined },
): RoomSettings {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  return { ...settings, ...Object.fromEntries(given) }
}
