/** Plays what a room plays, in step with everybody: on the room's clock, through Web Audio. */
import type { QueuedSong } from '#core/queue/entry.ts'
import { positionSecondsAt } from '#core/rooms/anchor.ts'
import { type PlayedRoom, partsOf } from '../sync/parts.ts'
import type { RoomClock } from '../sync/room-clock.ts'
import { type MediaKey, type MediaKeys, makeMediaKeys } from './media-keys.ts'
import type { SongAddress } from './song-address.ts'
import { type HeardNow, makeSongShelf, type SongShelf } from './song-shelf.ts'
import { makeSoundOutput, type SoundOutput } from './sound-output.ts'
import { type Corrections, Stage } from './stage.ts'

/** How often it looks where it is. Pages in the background are called once a second, which is enough. */
const tickMs = 125
const driftEveryMs = 1_000
/** A browser that lets a page sound does so within this. */
const allowedWithinMs = 500
/** Two songs of this length are held decoded; what is longer is decoded when its turn is near. */
const longSeconds = 600
const nearSeconds = 30

/** What the page that plays must provide, and what it is told. None of it is called after `close`. */
export type RoomPlayerOptions = {
  readonly clock: RoomClock
  /** Where a song's bytes are, and the headers that fetch them. */
  addressOf(songId: string): SongAddress
  /** Whether the room's song comes out of this device, each time that changes. */
  onHearing(isHearing: boolean): void
  /** The browser plays nothing before somebody taps: show a button that calls `listen`. Told once, until it is heard. */
  onRefused(): void
  /** What is heard minus what should be, in milliseconds, about once a second while it sounds. */
  onDrift(milliseconds: number): void
  /** The song of an entry that plays, or comes next, is gone or cannot be decoded here. Told once an entry. */
  onUnplayable(entryId: string): void
  /** Somebody pressed a key of their keyboard, headphones or lock screen. */
  onKey(key: MediaKey): void
}

/** What it measured of itself. */
export type RoomPlayerFigures = Corrections & {
  readonly driftMs: number | undefined
  readonly rate: number
  /** How far off the room's clock is at most. */
  readonly clockErrorMs: number | undefined
}

/** The player of one device. Make it where the device should sound; a remote control needs none, only a `RoomClock`. */
export class RoomPlayer {
  readonly #options: RoomPlayerOptions
  readonly #output: SoundOutput
  readonly #shelf: SongShelf
  readonly #stage: Stage
  readonly #keys: MediaKeys
  readonly #leaving = new AbortController()
  #room: PlayedRoom | undefined
  #next: QueuedSong | null = null
  #isResting = false
  #isHearing = false
  #isRefused = false
  #askedAtMs: number | undefined
  #driftToldMs = Number.NEGATIVE_INFINITY
  readonly #toldUnplayable = new Set<string>()

  constructor(options: RoomPlayerOptions) {
    this.#options = options
    // Nothing here is quicker than the room's lead, and a long buffer survives a busy device.
    const context = new AudioContext({ latencyHint: 'playback' })
    this.#output = makeSoundOutput(context)
    this.#shelf = makeSongShelf({
      context,
      addressOf: (songId) => options.addressOf(songId),
      onChange: () => this.#tick(),
    })
    this.#stage = new Stage({
      output: this.#output,
      clock: options.clock,
      findSong: (songId) => this.#shelf.find(songId),
    })
    this.#keys = makeMediaKeys((key) => options.onKey(key))
    const { signal } = this.#leaving
    const timer = setInterval(() => this.#tick(), tickMs)
    signal.addEventListener('abort', () => clearInterval(timer))
    void options.clock.known.then(() => this.#tick())
    context.addEventListener('statechange', () => this.#tick(), { signal })
    document.addEventListener('visibilitychange', () => this.#tick(), { signal })
  }

  /** Plays what the room says from now on; `next` is fetched ahead. Call it on every change of the room. */
  show(room: PlayedRoom, next: QueuedSong | null): void {
    this.#room = room
    this.#next = next
    this.#tick()
    this.#showKeys()
  }

  /** Lets it be heard. Browsers that refused sound before allow it when this is called in a tap or a key press. */
  async listen(): Promise<void> {
    if (this.#leaving.signal.aborted) return
    this.#isResting = false
    const resumed = this.#output.context.resume()
    this.#showKeys()
    // It fails when the player is closed before the browser has answered.
    await resumed.catch(() => undefined)
    this.#tick()
  }

  /** How loud it is on this device, from 0 to 1. */
  setVolume(share: number): void {
    this.#output.setVolume(share)
  }

  /** Falls silent on this device alone, until `listen`. */
  rest(): void {
    if (this.#leaving.signal.aborted) return
    this.#isResting = true
    this.#stage.clear()
    this.#output.context.suspend().catch(() => undefined)
    this.#tick()
    this.#showKeys()
  }

  /** What it measured of itself until now. */
  figures(): RoomPlayerFigures {
    return {
      ...this.#stage.corrections(),
      driftMs: this.#stage.driftMs(),
      rate: this.#stage.rate(),
      clockErrorMs: this.#options.clock.errorMs(),
    }
  }

  /** Ends the sound and gives everything back. */
  close(): void {
    if (this.#leaving.signal.aborted) return
    this.#leaving.abort()
    this.#stage.clear()
    this.#shelf.close()
    this.#keys.close()
    void this.#output.context.close()
  }

  #tick(): void {
    const room = this.#room
    if (room === undefined || this.#leaving.signal.aborted) return
    this.#shelf.keep(this.#wantedSongs(room), this.#heardNow(room))
    this.#tellUnplayable(room)
    if (!this.#isResting) {
      this.#askForSound(room)
      this.#output.read()
      this.#stage.perform(partsOf(room))
      this.#stage.correct()
    }
    this.#tellHearing()
  }

  #wantedSongs({ playing, before }: PlayedRoom): readonly string[] {
    // Without the clock nobody knows which part of the song is wanted first.
    if (this.#options.clock.roomMs() === undefined) return []
    const next = this.#next
    const wanted = [playing?.entry.song, before?.entry.song].filter((song) => song !== undefined)
    if (next !== null && (next.durationSeconds <= longSeconds || this.#leftSeconds() < nearSeconds)) {
      wanted.push(next)
    }
    return wanted.map(({ songId }) => songId)
  }

  /** What should be heard in a moment, as long as nothing of it is. */
  #heardNow({ playing }: PlayedRoom): HeardNow | undefined {
    const roomMs = this.#options.clock.roomMs()
    if (playing === null || playing.anchor.isPaused || roomMs === undefined || this.#isResting)
      return undefined
    return {
      songId: playing.entry.song.songId,
      songSeconds: positionSecondsAt(playing.anchor, roomMs),
    }
  }

  /** How much of the song that plays is left. */
  #leftSeconds(): number {
    const playing = this.#room?.playing
    const roomMs = this.#options.clock.roomMs()
    if (!playing || roomMs === undefined) return 0
    return playing.entry.song.durationSeconds - positionSecondsAt(playing.anchor, roomMs)
  }

  #tellUnplayable({ playing }: PlayedRoom): void {
    if (playing === null || this.#toldUnplayable.has(playing.entry.id)) return
    if (!this.#shelf.isUnplayable(playing.entry.song.songId)) return
    this.#toldUnplayable.add(playing.entry.id)
    this.#options.onUnplayable(playing.entry.id)
  }

  /** Asks the browser once a song should sound, and notices when it does not answer. */
  #askForSound({ playing }: PlayedRoom): void {
    const { context } = this.#output
    if (context.state === 'running') {
      this.#askedAtMs = undefined
      this.#isRefused = false
      return
    }
    if (playing === null || playing.anchor.isPaused) return
    if (this.#askedAtMs === undefined) {
      this.#askedAtMs = performance.now()
      // It stays open until somebody taps, and fails when the page is closed before.
      context.resume().catch(() => undefined)
    }
    if (this.#isRefused || performance.now() - this.#askedAtMs < allowedWithinMs) return
    this.#isRefused = true
    this.#options.onRefused()
  }

  #tellHearing(): void {
    const isHearing = this.#stage.isSounding()
    if (isHearing !== this.#isHearing) {
      this.#isHearing = isHearing
      if (isHearing) this.#showKeys()
      this.#options.onHearing(isHearing)
    }
    const driftMs = this.#stage.driftMs()
    const nowMs = performance.now()
    if (driftMs === undefined || nowMs - this.#driftToldMs < driftEveryMs) return
    this.#driftToldMs = nowMs
    this.#options.onDrift(driftMs)
  }

  #showKeys(): void {
    const playing = this.#isResting ? null : (this.#room?.playing ?? null)
    const roomMs = this.#options.clock.roomMs()
    this.#keys.show(
      playing && {
        song: playing.entry.song,
        isPaused: playing.anchor.isPaused,
        seconds:
          roomMs === undefined ? playing.anchor.positionSeconds : positionSecondsAt(playing.anchor, roomMs),
      },
    )
  }
}
