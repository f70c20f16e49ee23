/** One song that sounds, from a time of the context on: its speed, its fades, and where it is. */
import { makePlayhead } from '../sync/playhead.ts'
import type { Sound } from './sound.ts'

/** What was cut begins and ends this softly: without it, a click is heard. */
const softSeconds = 0.02
/** A source may be told to change this much ahead of the sample that is being computed. */
const aheadSeconds = 0.01
const curvePoints = 65

/** How a song begins: at once, softly as after a jump, or over a crossfade. */
export type Rise =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'soft' }
  /** `pastSeconds` of the crossfade are over already. */
  | { readonly kind: 'crossfade'; readonly seconds: number; readonly pastSeconds: number }

/** See `makeVoice`. All times are seconds, of the context or of the song. */
export type Voice = {
  readonly startsAt: number
  songSecondsAt(contextSeconds: number): number
  /** When a second of the song sounds, at the speed it has now. */
  contextSecondsAt(songSeconds: number): number
  rate(): number
  retune(rate: number): void
  /** Ends it softly at a time, or now if that is past. The first wish holds where it is the earlier one. */
  cutAt(contextSeconds: number): void
  /** Fades it out over a crossfade that begins at a time, and ends it. */
  fallAt(contextSeconds: number, seconds: number): void
  /** Ends it at once. */
  stop(): void
}

type VoiceOptions = {
  readonly context: AudioContext
  /** Where it sounds out of. */
  readonly outlet: AudioNode
  readonly sound: Sound
  readonly startsAt: number
  readonly songSeconds: number
  readonly rise: Rise
}

/** Starts a song at a time of the context that lies ahead, from one of its seconds. */
export function makeVoice({ context, outlet, sound, startsAt, songSeconds, rise }: VoiceOptions): Voice {
  const source = new AudioBufferSourceNode(context, { buffer: sound.buffer })
  const rising = new GainNode(context)
  const falling = new GainNode(context)
  source.connect(rising).connect(falling).connect(outlet)
  source.addEventListener('ended', () => falling.disconnect())
  source.start(startsAt, songSeconds - sound.fromSeconds)
  raise(rising.gain, startsAt, rise)
  const playhead = makePlayhead(startsAt, songSeconds)
  let endsAt = Number.POSITIVE_INFINITY
  const fade = (fromSeconds: number, seconds: number, curve: Float32Array<ArrayBuffer>) => {
    const from = Math.max(context.currentTime, fromSeconds)
    if (from + seconds >= endsAt) return
    endsAt = from + seconds
    falling.gain.cancelScheduledValues(0)
    falling.gain.setValueCurveAtTime(curve, from, seconds)
    source.stop(endsAt)
  }
  return {
    startsAt,
    songSecondsAt: playhead.songSecondsAt,
    contextSecondsAt: playhead.contextSecondsAt,
    rate: playhead.rate,
    retune(rate) {
      const at = context.currentTime + aheadSeconds
      source.playbackRate.setValueAtTime(rate, at)
      playhead.retune(at, rate)
    },
    cutAt: (at) => fade(at, softSeconds, linearFall),
    fallAt: (at, seconds) => fade(at, seconds, powerCurve(1, 0)),
    stop() {
      source.stop()
      falling.disconnect()
    },
  }
}

function raise(gain: AudioParam, startsAt: number, rise: Rise): void {
  if (rise.kind === 'at-once') return
  gain.setValueAtTime(0, 0)
  if (rise.kind === 'soft') gain.setValueCurveAtTime(linearRise, startsAt, softSeconds)
  else {
    const leftSeconds = Math.max(softSeconds, rise.seconds - rise.pastSeconds)
    gain.setValueCurveAtTime(powerCurve(rise.pastSeconds / rise.seconds, 1), startsAt, leftSeconds)
  }
}

const linearRise = Float32Array.of(0, 1)
const linearFall = Float32Array.of(1, 0)

/** From one share of a crossfade to another; what rises and what falls have together the power of one song. */
function powerCurve(from: number, to: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: curvePoints }, (_, i) =>
    Math.sin((Math.PI / 2) * (from + ((to - from) * i) / (curvePoints - 1))),
  )
}
