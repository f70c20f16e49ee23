/** The player of one person at a Spotify that is not there: its clock runs, songs end and the next begin, and its queue shows twenty. */
import { type FakeTrack, fakeTracks, trackDocument, trackOfUri } from './spotify-catalogue.fake.ts'

/** A device of the person. */
export type FakeDevice = {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly hasVolume: boolean
  isActive: boolean
  volumePercent: number
}

/** What the player refuses, as the API words it. */
export type PlayerError = {
  readonly status: 403 | 404
  readonly message: string
  readonly reason: string
}

const restricted: PlayerError = {
  status: 403,
  message: 'Player command failed: Restriction violated',
  reason: 'UNKNOWN',
}
const shownInQueue = 20

/** The player. It plays from a list without an end, and before that what somebody added. */
export class FakePlayer {
  readonly devices: FakeDevice[] = [
    {
      id: 'kitchen0speaker',
      name: 'Kitchen',
      type: 'Speaker',
      hasVolume: true,
      isActive: true,
      volumePercent: 40,
    },
    {
      id: 'phone0of0ada',
      name: 'Phone',
      type: 'Smartphone',
      hasVolume: false,
      isActive: false,
      volumePercent: 100,
    },
  ]
  readonly added: FakeTrack[] = []
  readonly #now: () => number
  #list: readonly FakeTrack[] = fakeTracks
  #place = 0
  #current: FakeTrack | undefined
  #positionMs = 0
  #atMs: number
  isPlaying = false
  isShuffled = false
  repeat: 'off' | 'track' | 'context' = 'off'

  constructor(now: () => number) {
    this.#now = now
    this.#atMs = now()
    this.#current = this.#list[0]
  }

  /** Nobody has Spotify open. */
  closeAll(): void {
    for (const device of this.devices) device.isActive = false
  }

  /** The document of `GET /me/player`; `undefined` where nothing is on. */
  state() {
    this.#settle()
    const device = this.#active()
    if (device === undefined) return undefined
    return {
      device: deviceDocument(device),
      shuffle_state: this.isShuffled,
      smart_shuffle: false,
      repeat_state: this.repeat,
      timestamp: this.#atMs,
      context: {
        type: 'playlist',
        href: '',
        external_urls: {},
        uri: 'spotify:playlist:37i9dQZF1DXcBWIGoYBM5M',
      },
      progress_ms: Math.floor(this.#positionMs),
      item: this.#current === undefined ? null : trackDocument(this.#current),
      currently_playing_type: 'track',
      actions: { disallows: this.isPlaying ? { resuming: true } : { pausing: true } },
      is_playing: this.isPlaying,
    }
  }

  /** The document of `GET /me/player/devices`. */
  deviceList() {
    return { devices: this.devices.map(deviceDocument) }
  }

  /** The document of `GET /me/player/queue`: always twenty, those that were added not told apart. */
  queue() {
    this.#settle()
    if (this.#active() === undefined) return { currently_playing: null, queue: [] }
    const coming = Array.from({ length: shownInQueue }, (_, i) => this.#inList(this.#place + 1 + i))
    return {
      currently_playing: this.#current === undefined ? null : trackDocument(this.#current),
      queue: [...this.added, ...coming].slice(0, shownInQueue).map(trackDocument),
    }
  }

  /** Runs a command on a device, or on the active one; the error where there is none, or it cannot be. */
  run(deviceId: string | undefined, command: () => PlayerError | undefined): PlayerError | undefined {
    this.#settle()
    const device = deviceId === undefined ? this.#active() : this.devices.find(({ id }) => id === deviceId)
    if (device === undefined)
      return deviceId === undefined
        ? {
            status: 404,
            message: 'Player command failed: No active device found',
            reason: 'NO_ACTIVE_DEVICE',
          }
        : { status: 404, message: 'Device not found', reason: 'UNKNOWN' }
    if (!device.isActive) this.activate(device.id)
    return command()
  }

  /** Makes a device the active one. */
  activate(deviceId: string): void {
    for (const device of this.devices) device.isActive = device.id === deviceId
  }

  play(uris: readonly string[] | undefined, positionMs: number | undefined): PlayerError | undefined {
    const tracks = uris?.flatMap((uri) => trackOfUri(uri) ?? [])
    if (tracks === undefined && this.isPlaying) return restricted
    if (tracks !== undefined) {
      this.#list = tracks
      this.#place = 0
      this.#current = tracks[0]
      this.#positionMs = 0
    }
    if (positionMs !== undefined) this.#positionMs = positionMs
    this.isPlaying = this.#current !== undefined
    return undefined
  }

  pause(): PlayerError | undefined {
    if (!this.isPlaying) return restricted
    this.isPlaying = false
    return undefined
  }

  seek(positionMs: number): void {
    this.#positionMs = Math.min(positionMs, this.#current?.durationMs ?? 0)
  }

  next(): void {
    this.#positionMs = 0
    const added = this.added.shift()
    if (added !== undefined) {
      this.#current = added
      return
    }
    this.#place += 1
    this.#current = this.#inList(this.#place)
  }

  previous(): void {
    this.#positionMs = 0
    this.#place = Math.max(0, this.#place - 1)
    this.#current = this.#inList(this.#place)
  }

  volume(percent: number): PlayerError | undefined {
    const device = this.#active()
    if (device === undefined) return restricted
    if (!device.hasVolume)
      return {
        status: 403,
        message: 'Player command failed: Cannot control device volume',
        reason: 'VOLUME_CONTROL_DISALLOW',
      }
    device.volumePercent = percent
    return undefined
  }

  #active(): FakeDevice | undefined {
    return this.devices.find(({ isActive }) => isActive)
  }

  #inList(place: number): FakeTrack {
    const track = this.#list[place % this.#list.length]
    if (track === undefined) throw new Error('the list is empty')
    return track
  }

  /** What has been played since somebody last looked. */
  #settle(): void {
    const now = this.#now()
    const passedMs = now - this.#atMs
    this.#atMs = now
    if (!this.isPlaying) return
    this.#positionMs += passedMs
    while (this.#current !== undefined && this.#positionMs >= this.#current.durationMs) {
      const overMs = this.#positionMs - this.#current.durationMs
      if (this.repeat === 'track') this.#positionMs = 0
      else this.next()
      this.#positionMs += overMs
    }
  }
}

function deviceDocument(device: FakeDevice) {
  return {
    id: device.id,
    is_active: device.isActive,
    is_private_session: false,
    is_restricted: false,
    name: device.name,
    supports_volume: device.hasVolume,
    type: device.type,
    volume_percent: device.volumePercent,
  }
}
