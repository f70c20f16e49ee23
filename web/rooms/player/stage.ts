/** The songs that sound in a room on this device, each begun, joined, faded, moved and ended when the room's clock says so. */

import { positionSecondsAt } from '#core/rooms/anchor.ts'
import type { Anchor } from '#core/rooms/event.ts'
import { correctionOf } from '../sync/correction.ts'
import { type Ending, type Handover, naturalSeconds, type Part, type Parts } from '../sync/parts.ts'
import type { RoomClock } from '../sync/room-clock.ts'
import { covers, type Sound } from './sound.ts'
import type { SoundOutput } from './sound-output.ts'
import { makeVoice, type Rise, type Voice } from './voice.ts'

/** What begins is given to the audio thread this much ahead, also by a page in the background, which is called once a second. */
const leadMs = 3_000
/** What begins at once begins this much, and two buffers, later: a time that the audio thread has passed is missed unnoticed. */
const soonSeconds = 0.04
/** A join that the room's clock would make elsewhere by more than this is no join. */
const mostJoinSeconds = 0.1
/** For so long a song has just begun, and is put right by jumps, this often at most. */
const startingSeconds = 1.5
const mostJumpsAtStart = 3
/** What was pressed is done in all places together this much later, and a little. */
const momentSeconds = 0.5

type OnStage = {
  readonly part: Part
  sound: Sound
  voice: Voice
  /** Its end is given to the audio thread, and what follows counts on it: it is not corrected any more. */
  isLeaving: boolean
  /** It went on from another without a gap, which a jump would undo. */
  readonly isJoined: boolean
  jumpsAtStart: number
}

/** How often the player had to come back to the room's time. */
export type Corrections = { readonly jumps: number; readonly retunes: number }

type StageOptions = {
  readonly output: SoundOutput
  readonly clock: RoomClock
  findSong(songId: string): Sound | undefined
}

/** What sounds, and what should. Nothing sounds before the room's clock is known and the output runs. */
export class Stage {
  readonly #output: SoundOutput
  readonly #clock: RoomClock
  readonly #findSong: (songId: string) => Sound | undefined
  #playing: OnStage | undefined
  #leaving: OnStage | undefined
  #jumps = 0
  #retunes = 0

  constructor({ output, clock, findSong }: StageOptions) {
    this.#output = output
    this.#clock = clock
    this.#findSong = findSong
  }

  /** Brings what sounds to what should. Call it on every change, and a few times a second. */
  perform(parts: Parts): void {
    const roomMs = this.#clock.roomMs()
    if (roomMs === undefined || !this.#output.isRunning()) return
    if (parts.kind === 'silence') {
      this.#cutAll(this.#contextSecondsAt(parts.fromMs))
      return
    }
    const { playing, ending } = parts
    this.#takeLeave(playing, ending)
    if (ending !== null) this.#bringBack(ending, roomMs)
    if (playing.anchor.atMs - roomMs > leadMs) return
    if (this.#leaving !== undefined && ending !== null) this.#handOver(this.#leaving, ending.handover)
    if (!isAsWanted(this.#playing, playing.anchor)) this.#begin(playing, ending?.handover)
    this.#completeSound()
  }

  /** What is heard minus what should be, in milliseconds; `undefined` while nothing sounds. */
  driftMs(): number | undefined {
    const sounding = this.#sounding()
    const nowMs = performance.now()
    const roomMs = this.#clock.roomMsAt(nowMs)
    if (sounding === undefined || roomMs === undefined) return undefined
    const heardSeconds = this.#output.contextSecondsAt(nowMs)
    return (
      1000 * (sounding.voice.songSecondsAt(heardSeconds) - positionSecondsAt(sounding.part.anchor, roomMs))
    )
  }

  /** Comes nearer to the room's time. Call it a few times a second. */
  correct(): void {
    const sounding = this.#sounding()
    const driftMs = this.driftMs()
    if (sounding === undefined || driftMs === undefined || sounding.isLeaving) return
    const { voice } = sounding
    const isStarting =
      !sounding.isJoined &&
      sounding.jumpsAtStart < mostJumpsAtStart &&
      this.#output.contextSecondsAt(performance.now()) - voice.startsAt < startingSeconds
    const correction = correctionOf(driftMs, voice.rate(), isStarting)
    if (correction.kind === 'jump') this.#jump(sounding)
    else if (correction.kind === 'rate') {
      if (voice.rate() === 1) this.#retunes += 1
      voice.retune(correction.rate)
    }
  }

  /** Whether a song sounds, or will in a moment: from one place to another it goes on sounding. */
  isSounding(): boolean {
    if (!this.#output.isRunning()) return false
    const heardSeconds = this.#output.contextSecondsAt(performance.now())
    return [this.#playing, this.#leaving].some(
      (each) =>
        each !== undefined &&
        each.voice.startsAt - heardSeconds < momentSeconds &&
        each.voice.songSecondsAt(heardSeconds) < each.sound.untilSeconds,
    )
  }

  /** The speed of what sounds. */
  rate(): number {
    return this.#sounding()?.voice.rate() ?? 1
  }

  /** How often it had to come back to the room's time, since the beginning. */
  corrections(): Corrections {
    return { jumps: this.#jumps, retunes: this.#retunes }
  }

  /** Ends everything now. */
  clear(): void {
    this.#playing?.voice.stop()
    this.#leaving?.voice.stop()
    this.#playing = undefined
    this.#leaving = undefined
  }

  /** What is heard now and has not come to its end. */
  #sounding(): OnStage | undefined {
    if (!this.#output.isRunning()) return undefined
    const heardSeconds = this.#output.contextSecondsAt(performance.now())
    return [this.#playing, this.#leaving].find((each) => {
      if (each === undefined || each.voice.startsAt > heardSeconds) return false
      return each.voice.songSecondsAt(heardSeconds) < each.sound.untilSeconds
    })
  }

  /** What sounded steps back for another song, or ends when it has nothing to do with what comes. */
  #takeLeave(playing: Part, ending: Part | null): void {
    const wasPlaying = this.#playing
    if (wasPlaying !== undefined && wasPlaying.part.entry.id !== playing.entry.id) {
      // What was to come next is taken back: the song that was ending goes on.
      const isBack = this.#leaving?.part.entry.id === playing.entry.id
      this.#playing = isBack ? this.#leaving : undefined
      if (!isBack) this.#leaving?.voice.cutAt(0)
      this.#leaving = wasPlaying
    }
    if (this.#leaving !== undefined && this.#leaving.part.entry.id !== ending?.entry.id) {
      this.#leaving.voice.cutAt(this.#contextSecondsAt(playing.anchor.atMs))
      this.#leaving = undefined
    }
  }

  /** Who comes while a song is still giving way to the next hears both. */
  #bringBack(ending: Ending, roomMs: number): void {
    if (this.#playing !== undefined || this.#leaving !== undefined) return
    const { atMs, crossfadeSeconds } = ending.handover
    if (roomMs + 1000 * soonSeconds >= atMs + 1000 * crossfadeSeconds) return
    this.#leaving = this.#onStage(ending, undefined)
  }

  /** Gives the end of a song to the audio thread, once. */
  #handOver(leaving: OnStage, { atMs, crossfadeSeconds, isNatural }: Handover): void {
    if (leaving.isLeaving) return
    leaving.isLeaving = true
    leaving.voice.retune(1)
    const at = this.#contextSecondsAt(atMs)
    if (crossfadeSeconds > 0) leaving.voice.fallAt(at, crossfadeSeconds)
    else if (!isNatural) leaving.voice.cutAt(at)
  }

  #begin(wanted: Part, handover: Handover | undefined): void {
    const begun = this.#onStage(wanted, handover)
    const same = this.#playing
    // It goes on as it was until it moves, whether or not the sound of its new place is there already.
    same?.voice.cutAt(begun === undefined ? this.#contextSecondsAt(wanted.anchor.atMs) : begun.voice.startsAt)
    this.#playing = begun
  }

  /** Starts a song where it should be: at its anchor when that lies ahead, else in the middle, as soon as possible. */
  #onStage(part: Part, handover: Handover | undefined): OnStage | undefined {
    const sound = this.#findSong(part.entry.song.songId)
    if (sound === undefined) return undefined
    const plannedAt = this.#contextSecondsAt(part.anchor.atMs)
    const joinAt = handover && this.#joinAt(handover, plannedAt)
    const voice = this.#start(part.anchor, sound, joinAt ?? plannedAt, handover)
    return voice && { part, sound, voice, isLeaving: false, isJoined: joinAt !== undefined, jumpsAtStart: 0 }
  }

  /**
   * When the song that ends by itself has sounded its last sample. Those few milliseconds off the room's time are the price
   * of a join that nobody hears, and its speed makes up for them afterwards.
   */
  #joinAt({ isNatural, crossfadeSeconds }: Handover, plannedAt: number): number | undefined {
    if (!isNatural || crossfadeSeconds > 0 || this.#leaving === undefined) return undefined
    const { voice, sound, part } = this.#leaving
    const { durationSeconds } = part.entry.song
    const isItsEnd = Math.abs(sound.untilSeconds - durationSeconds) <= naturalSeconds
    const at = voice.contextSecondsAt(isItsEnd ? sound.untilSeconds : durationSeconds)
    return Math.abs(at - plannedAt) <= mostJoinSeconds ? at : undefined
  }

  #start(anchor: Anchor, sound: Sound, at: number, handover?: Handover): Voice | undefined {
    const { context, outlet } = this.#output
    // When the audio thread was faster than we were, its beginning was missed: then once more, further ahead.
    for (let soon = soonSeconds; soon < 1; soon *= 2) {
      const soonest = context.currentTime + soon + 2 * context.baseLatency
      const isLate = at < soonest
      const startsAt = wholeFrame(isLate ? soonest : at, context.sampleRate)
      const songSeconds = isLate ? this.#songSecondsAt(anchor, startsAt) : anchor.positionSeconds
      if (!covers(sound, songSeconds)) return undefined
      const rise = riseOf(handover, startsAt - this.#contextSecondsAt(anchor.atMs), songSeconds)
      const voice = makeVoice({ context, outlet, sound, startsAt, songSeconds, rise })
      if (context.currentTime < startsAt) return voice
      voice.stop()
    }
    return undefined
  }

  #jump(sounding: OnStage): void {
    if (!this.#restart(sounding, sounding.sound)) return
    sounding.jumpsAtStart += 1
    this.#jumps += 1
  }

  /** Goes on with the whole song where a stretch of it sounded. */
  #completeSound(): void {
    const playing = this.#playing
    const sound = playing && this.#findSong(playing.part.entry.song.songId)
    if (playing === undefined || sound === undefined || sound === playing.sound || playing.isLeaving) return
    if (playing.voice.startsAt < this.#output.context.currentTime) this.#restart(playing, sound)
  }

  /** Goes on at the place where it should be. Answers whether the sound has that place. */
  #restart(sounding: OnStage, sound: Sound): boolean {
    const voice = this.#start(sounding.part.anchor, sound, 0)
    if (voice === undefined) return false
    sounding.voice.cutAt(voice.startsAt)
    sounding.voice = voice
    sounding.sound = sound
    return true
  }

  #cutAll(at: number): void {
    this.#playing?.voice.cutAt(at)
    this.#leaving?.voice.cutAt(at)
    this.#playing = undefined
    this.#leaving = undefined
  }

  /** The time of the context at which what is due at a time of the room must sound. */
  #contextSecondsAt(roomMs: number): number {
    return this.#output.contextSecondsAt(this.#clock.localMsAt(roomMs) ?? 0)
  }

  /** The second of the song that is due when a time of the context is heard. */
  #songSecondsAt(anchor: Anchor, contextSeconds: number): number {
    const roomMs = this.#clock.roomMsAt(this.#output.localMsAt(contextSeconds)) ?? anchor.atMs
    return positionSecondsAt(anchor, roomMs)
  }
}

function riseOf(handover: Handover | undefined, pastSeconds: number, songSeconds: number): Rise {
  if (handover !== undefined && handover.crossfadeSeconds > 0) {
    const { crossfadeSeconds: seconds } = handover
    if (pastSeconds < seconds) return { kind: 'crossfade', seconds, pastSeconds: Math.max(0, pastSeconds) }
  }
  return { kind: songSeconds === 0 ? 'at-once' : 'soft' }
}

/** Between two frames, samples would be computed anew, and a join would be heard. */
function wholeFrame(seconds: number, sampleRate: number): number {
  return Math.round(seconds * sampleRate) / sampleRate
}

/** One whose end was given away cannot go on. */
function isAsWanted(onStage: OnStage | undefined, wanted: Anchor): boolean {
  if (onStage === undefined || onStage.isLeaving) return false
  const { isPaused, positionSeconds, atMs } = onStage.part.anchor
  return isPaused === wanted.isPaused && positionSeconds === wanted.positionSeconds && atMs === wanted.atMs
}
