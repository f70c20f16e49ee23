/** The page that tests and the bench drive in a real browser: a player in a room, whose sound is recorded as it is computed. */
import type { QueuedSong } from '#core/queue/entry.ts'
import type { ClientMessage, RoomMessage } from '#core/rooms/message.ts'
import { type RoomState, stateOf } from '#core/rooms/state.ts'
import { makeRoomClock } from '../sync/room-clock.ts'
import { RoomPlayer } from './room-player.ts'
import type { TappedPiece } from './tap-worklet.fake.ts'

/** The clocks as they are, where a test has set those of the page wrong. */
const trueNow = (globalThis as { trueNow?: () => number }).trueNow ?? (() => performance.now())
const trueOutputTimestamp = (context: AudioContext): AudioTimestamp =>
  (
    (AudioContext.prototype as { trueOutputTimestamp?: () => AudioTimestamp }).trueOutputTimestamp ??
    context.getOutputTimestamp
  ).call(context)

/** So much of what was played is kept. */
const keptPieces = 1_500

const happenings: { readonly atMs: number; readonly what: string; readonly value: unknown }[] = []
let pieces: TappedPiece[] = []
let context: AudioContext | undefined
let tap: AudioWorkletNode | undefined
let socket: WebSocket | undefined
let player: RoomPlayer | undefined

/** What sounds goes to the tap as well. */
const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode
Object.assign(AudioNode.prototype, {
  connect(this: AudioNode, to: AudioNode, ...rest: never[]) {
    if (to instanceof AudioDestinationNode && to.context instanceof AudioContext && this !== tap) {
      context = to.context
      if (tap !== undefined) connect.call(this, tap)
    }
    return (connect as (this: AudioNode, to: AudioNode, ...rest: never[]) => AudioNode).call(
      this,
      to,
      ...rest,
    )
  },
})

function note(what: string, value: unknown = null): void {
  happenings.push({ atMs: performance.timeOrigin + trueNow(), what, value })
}

/** Puts the tap on the context as soon as it is made. */
const MadeContext = globalThis.AudioContext
globalThis.AudioContext = class extends MadeContext {
  constructor(options?: AudioContextOptions) {
    super(options)
    context = this
    void this.audioWorklet.addModule('/tap.js').then(() => {
      tap = new AudioWorkletNode(this, 'tap')
      tap.port.onmessage = ({ data }: MessageEvent<TappedPiece>) => {
        pieces = [...pieces.slice(-keptPieces), data]
      }
      connect.call(tap, this.destination)
      note('tapped')
    })
  }
}

/** What a test may ask the page for. */
export const trial = {
  /** Joins a room and plays. `audioUrl` is where songs are, with `SONG` for the id. */
  join({
    url,
    token,
    audioUrl,
  }: {
    readonly url: string
    readonly token: string
    readonly audioUrl: string
  }) {
    note('joining')
    const opened = new WebSocket(url)
    socket = opened
    const send = (message: ClientMessage) => {
      if (opened.readyState === WebSocket.OPEN) opened.send(JSON.stringify(message))
    }
    const clock = makeRoomClock(send)
    const playing = new RoomPlayer({
      clock,
      addressOf: (songId) => ({
        url: audioUrl.replace('SONG', songId),
        headers: { authorization: `Bearer ${token}` },
      }),
      onHearing: (isHearing) => note('hearing', isHearing),
      onRefused: () => note('refused'),
      onDrift: (milliseconds) => note('drift', milliseconds),
      onUnplayable: (entryId) => note('unplayable', entryId),
      onKey: (key) => note('key', key),
    })
    player = playing
    let state: RoomState | undefined
    opened.addEventListener('open', () =>
      send({ type: 'hello', version: 1, token, afterSeq: null, watches: false }),
    )
    opened.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as RoomMessage
      if (message.type === 'probe') clock.hear(message)
      if (message.type === 'welcome') {
        if (state === undefined) clock.begin()
        if (message.snapshot !== null) state = stateOf(message.snapshot)
      }
      if (state !== undefined && message.type !== 'probe') playing.show(state, nextOf(state))
    })
  },
  send: (message: ClientMessage) => socket?.send(JSON.stringify(message)),
  player: () => player,
  happenings: () => happenings,
  /** When a moment of the context is heard, by the output's own stamp, and by when the audio thread was run. */
  stamp: () => {
    if (context === undefined) throw new Error('nothing sounds')
    const { contextTime = 0, performanceTime = 0 } = trueOutputTimestamp(context)
    const pulls = pieces.map(
      ({ frame, samples, pulledMs }) => pulledMs - ((frame + samples.length) / rateOf()) * 1000,
    )
    return {
      sampleRate: rateOf(),
      heardAheadMs: performance.timeOrigin + performanceTime - contextTime * 1000,
      pulledAheadMs: Math.min(...pulls),
    }
  },
  /** What was computed from a time of the context on, mono, as floats in base64; shorter where it is not there. */
  recorded: (contextSeconds: number, seconds: number) => {
    const first = Math.round(contextSeconds * rateOf())
    const heard = new Float32Array(Math.round(seconds * rateOf())).fill(Number.NaN)
    for (const { frame, samples } of pieces) {
      const from = Math.max(0, frame - first)
      const part = samples.subarray(Math.max(0, first - frame))
      if (from < heard.length) heard.set(part.subarray(0, heard.length - from), from)
    }
    return toBase64(new Uint8Array(heard.buffer))
  },
}

function rateOf(): number {
  return context?.sampleRate ?? Number.NaN
}

/** The one that has waited longest: which rule the room has does not matter here. */
function nextOf({ entries }: RoomState): QueuedSong | null {
  return [...entries.values()].toSorted((a, b) => a.addedSeq - b.addedSeq)[0]?.song ?? null
}

function toBase64(bytes: Uint8Array): string {
  const letters: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) {
    letters.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  }
  return btoa(letters.join(''))
}

Object.assign(globalThis, { trial })
