/** The clock that the picture follows: which moment of the song is heard right now. */
import { heardSeconds } from '../player/heard.ts'

/** Sound begins this much after it is asked for, so that its first samples are not late. */
const startSeconds = 0.02

/** See `makeSongClock`. */
export type SongClock = {
  /** Fetches and decodes the song, once. Throws a sentence when it cannot be played. */
  load(): Promise<void>
  /** Sounds from one second of the song until another. The song must be loaded. */
  start(fromSeconds: number, untilSeconds: number): Promise<void>
  /** The second of the song that is heard so many seconds from now. Until the first is heard, and after the last, it stands still. */
  secondsIn(aheadSeconds: number): number
  stop(): void
  close(): Promise<void>
}

type Sounding = {
  readonly node: AudioBufferSourceNode
  readonly startedAt: number
  readonly fromSeconds: number
  readonly untilSeconds: number
}

/** A clock for the song at an address. Nothing is fetched before `load`. */
export function makeSongClock(url: string): SongClock {
  // A browser without Web Audio still shows and edits the video, in silence.
  const context = 'AudioContext' in globalThis ? new AudioContext({ latencyHint: 'interactive' }) : undefined
  let loading: Promise<AudioBuffer> | undefined
  let sounding: Sounding | undefined
  const loaded = () => {
    loading ??= decodeSong(context, url)
    // Another attempt is made when somebody asks again.
    loading.catch(() => {
      loading = undefined
    })
    return loading
  }
  const stop = () => {
    sounding?.node.stop()
    sounding?.node.disconnect()
    sounding = undefined
  }
  return {
    load: async () => void (await loaded()),
    async start(fromSeconds, untilSeconds) {
      const buffer = await loaded()
      if (context === undefined) return
      await context.resume()
      stop()
      const node = new AudioBufferSourceNode(context, { buffer })
      node.connect(context.destination)
      const startedAt = context.currentTime + startSeconds
      node.start(startedAt, fromSeconds, Math.max(0, untilSeconds - fromSeconds))
      sounding = { node, startedAt, fromSeconds, untilSeconds }
    },
    secondsIn(aheadSeconds) {
      if (sounding === undefined || context === undefined) return 0
      const { startedAt, fromSeconds, untilSeconds } = sounding
      return Math.min(
        untilSeconds,
        fromSeconds + Math.max(0, heardSeconds(context) + aheadSeconds - startedAt),
      )
    },
    stop,
    async close() {
      stop()
      if (context !== undefined && context.state !== 'closed') await context.close()
    },
  }
}

async function decodeSong(context: AudioContext | undefined, url: string): Promise<AudioBuffer> {
  if (context === undefined) throw new Error('This browser cannot play the song: it plays no sound in pages.')
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`The song could not be loaded (${answer.status}).`)
  try {
    return await context.decodeAudioData(await answer.arrayBuffer())
  } catch (error) {
    throw new Error('This browser cannot play the song.', { cause: error })
  }
}
