/** The page that tests and the bench drive in a real browser: a player in a room, whose sound is recorded as it is computed. */
import { nextOf } from '#core/queue/order.ts'
import { apply } from '#core/rooms/apply.ts'
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
const stampEveryMs = 100

type Stamp = { readonly atMs: number; readonly aheadMs: number }

const happenings: { readonly atMs: number; readonly what: string; readonly value: unknown }[] = []
const stamps: Stamp[] = []
let pieces: TappedPiece[] = []
let context: AudioContext | undefined
let tap: AudioWorkletNode | undefined
let socket: WebSocket | undefined
let player: RoomPlayer | undefined

/** What sounds goes to the tap as well, as soon as there is one. */
const outlets: AudioNode[] = []
const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode
Object.assign(AudioNode.prototype, {
  connect(this: AudioNode, to: AudioNode, ...rest: never[]) {
    if (to instanceof AudioDestinationNode && to.context instanceof AudioContext && this !== tap) {
      context = to.context
      outlets.push(this)
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
  // Where it matters that nobody touches the page, it cannot be asked either.
  if (location.hash !== '') void fetch(`/trial/noted/${what}`)
}

setInterval(() => {
  if (context?.state !== 'running') return
  const { contextTime = 0, performanceTime = 0 } = trueOutputTimestamp(context)
  if (contextTime <= 0) return
  const atMs = performance.timeOrigin + performanceTime
  stamps.push({ atMs, aheadMs: atMs - contextTime * 1000 })
}, stampEveryMs)

/** Puts the tap on the context as soon as it is made. */
const MadeContext = globalThis.AudioContext
globalThis.AudioContext = class extends MadeContext {
  constructor(options?: AudioContextOptions) {
    super(options)
    context = this
    void putTap(this)
  }
}

const tapCode = fetch(import.meta.url.replace(/[^/]*$/, 'tap.js')).then((answer) => answer.blob())

async function putTap(onto: AudioContext): Promise<void> {
  await onto.audioWorklet.addModule(URL.createObjectURL(await tapCode))
  tap = new AudioWorkletNode(onto, 'tap')
  tap.port.onmessage = ({ data }: MessageEvent<TappedPiece>) => {
    pieces = [...pieces.slice(-keptPieces), data]
  }
  connect.call(tap, onto.destination)
  for (const outlet of outlets) if (outlet.context === onto) connect.call(outlet, tap)
  note('tapped')
}

/** A room after a message of it. */
function roomAfter(state: RoomState | undefined, message: RoomMessage): RoomState | undefined {
  if (message.type === 'welcome' && message.snapshot !== null) return stateOf(message.snapshot)
  if (message.type === 'events' && state !== undefined) {
    for (const event of message.events) if (event.seq > state.seq) apply(state, event)
  }
  return state
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
      if (message.type === 'probe') return clock.hear(message)
      if (message.type === 'welcome') {
        note('welcome')
        clock.begin()
      }
      state = roomAfter(state, message)
      if (state !== undefined) playing.show(state, nextOf(state)?.song ?? null)
    })
  },
  /** Kept when all code is there: a page that joins late has been loaded. */
  loaded: Promise.all([import('./song-opening.ts'), tapCode]),
  send: (message: ClientMessage) => socket?.send(JSON.stringify(message)),
  player: () => player,
  happenings: () => happenings,
  sampleRate: () => rateOf(),
  /**
   * By how much the machine's clock was ahead of the context's around a moment, in milliseconds: by the output's own stamps,
   * and by when the audio thread was run at the earliest.
   */
  aheadMs: (atMs: number) => ({
    heard: nearestStamp(atMs)?.aheadMs ?? Number.NaN,
    pulled: Math.min(
      ...pieces
        .filter(({ pulledMs }) => Math.abs(pulledMs - atMs) < 1_000)
        .map(({ frame, samples, pulledMs }) => pulledMs - ((frame + samples.length) / rateOf()) * 1000),
    ),
  }),
  /** The first channel of a song as this browser decodes it at the rate it plays at, as floats in base64. */
  decoded: async (url: string) => {
    const answer = await fetch(url)
    const decoding = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate: rateOf() })
    const song = await decoding.decodeAudioData(await answer.arrayBuffer())
    return toBase64(new Uint8Array(song.getChannelData(0).buffer))
  },
  /**
   * What was heard from a moment of the machine's clock on, mono, as floats in base64; not numbers where it is not there.
   */
  recorded: (atMs: number, seconds: number) => {
    const first = Math.round(((atMs - (nearestStamp(atMs)?.aheadMs ?? Number.NaN)) / 1000) * rateOf())
    const heard = new Float32Array(Math.round(seconds * rateOf())).fill(Number.NaN)
    for (const { frame, samples } of pieces) {
      const from = Math.max(0, frame - first)
      const part = samples.subarray(Math.max(0, first - frame))
      if (from < heard.length) heard.set(part.subarray(0, heard.length - from), from)
    }
    return toBase64(new Uint8Array(heard.buffer))
  },
}

function nearestStamp(atMs: number) {
  return stamps.reduce<Stamp | undefined>(
    (best, stamp) =>
      best === undefined || Math.abs(stamp.atMs - atMs) < Math.abs(best.atMs - atMs) ? stamp : best,
    undefined,
  )
}

function rateOf(): number {
  return context?.sampleRate ?? Number.NaN
}

function toBase64(bytes: Uint8Array): string {
  const letters: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) {
    letters.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  }
  return btoa(letters.join(''))
}

Object.assign(globalThis, { trial })

// By its address a page goes in without being told to by a script of a test, which browsers take for a tap.
if (location.hash !== '') trial.join(JSON.parse(decodeURIComponent(location.hash.slice(1))))
