/** A file being made on this device, as state: how far, how it ended, and a way to stop. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { secondsOfFrames } from '#core/units.ts'
import { songFileUrl } from '../../api/calls.ts'
import type { Preset, Proof } from '../../api/shapes.ts'
import { type Finishing, framesOf, type Stretch, wholeOf } from './device-frames.ts'

/** A finished file: where it can be seen and saved from, and what was measured on it. */
export type Finished = { readonly file: File; readonly url: string; readonly proof: Proof | undefined }

/** How it stands. */
export type DeviceState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'working'
      readonly progress: number
      readonly stage: string
      readonly startedAtMs: number
    }
  | { readonly kind: 'done'; readonly finished: Finished }
  | { readonly kind: 'failed'; readonly sentence: string }

/** What is to be made. */
export type DeviceOrder =
  | { readonly kind: 'snippet'; readonly stretch: Stretch }
  | {
      readonly kind: 'video'
      readonly preset: Preset
      /** The file that the person chose; without one it is kept privately until it is saved. */
      readonly into?: FileSystemFileHandle
    }

/** See `createDeviceWork`. */
export type DeviceWork = {
  readonly state: Accessor<DeviceState>
  /** What could not be shown as it should be, each once. */
  readonly problems: Accessor<readonly string[]>
  readonly start: (order: DeviceOrder, finishing: Finishing, name: string) => void
  readonly cancel: () => void
}

/** One piece of work at a time. What it made is given back with whoever made it. */
export function createDeviceWork(): DeviceWork {
  const [state, setState] = createSignal<DeviceState>({ kind: 'idle' })
  const [problems, setProblems] = createSignal<readonly string[]>([])
  let running: AbortController | undefined
  let discard: () => void = () => undefined
  const clear = () => {
    running?.abort(new DOMException('Nobody waits for it any more', 'AbortError'))
    running = undefined
    discard()
    discard = () => undefined
    setProblems([])
  }
  onCleanup(clear)
  const start = async (order: DeviceOrder, finishing: Finishing, name: string) => {
    clear()
    const controller = new AbortController()
    running = controller
    const { signal } = controller
    const startedAtMs = performance.now()
    const onProgress = (progress: number, stage: string) => {
      if (!signal.aborted) setState({ kind: 'working', progress, stage, startedAtMs })
    }
    const onProblem = (sentence: string) =>
      setProblems((all) => (all.includes(sentence) ? all : [...all, sentence]))
    onProgress(0, 'getting the song')
    try {
      const made = await make(order, finishing, { signal, onProgress, onProblem })
      const file = new File([made.video], `${name}.mp4`, { type: 'video/mp4' })
      const url = URL.createObjectURL(file)
      const giveBack = () => {
        URL.revokeObjectURL(url)
        void made.discard()
      }
      if (signal.aborted) return giveBack()
      discard = giveBack
      setState({ kind: 'done', finished: { file, url, proof: made.proof } })
    } catch (error) {
      if (signal.aborted) return
      const sentence = error instanceof Error ? error.message : 'This browser failed while making the file.'
      setState({ kind: 'failed', sentence })
    }
  }
  return {
    state,
    problems,
    start: (order, finishing, name) => void start(order, finishing, name),
    cancel: () => {
      clear()
      setState({ kind: 'idle' })
    },
  }
}

type Hands = {
  readonly signal: AbortSignal
  readonly onProgress: (progress: number, stage: string) => void
  readonly onProblem: (sentence: string) => void
}

type Made = { readonly video: Blob; readonly proof: Proof | undefined; discard(): Promise<void> }

/** The encoders are fetched when somebody wants them: with FFmpeg they are larger than everything else together. */
async function make(order: DeviceOrder, finishing: Finishing, hands: Hands): Promise<Made> {
  const { timeline, analysis } = finishing
  const { signal, onProgress, onProblem } = hands
  const answer = await fetch(songFileUrl(timeline.songId), { signal })
  if (!answer.ok) throw new Error(`The song could not be loaded (${answer.status}).`)
  const song = await answer.blob()
  if (order.kind === 'snippet') {
    const { samplesOfStretch } = await import('../../device/song-stretch.ts')
    const { makeSnippet } = await import('../../device/snippet.ts')
    const { startFrame, lengthFrames } = order.stretch
    const startSeconds = timeline.songStartSeconds + secondsOfFrames(startFrame, timeline.frameRate)
    const seconds = secondsOfFrames(lengthFrames, timeline.frameRate)
    const samples = await samplesOfStretch(song, { startSeconds, seconds }, signal)
    const source = framesOf(finishing, order.stretch, { preset: '360p30', onProblem })
    const video = await makeSnippet({
      source,
      samples,
      signal,
      onProgress: (fraction) => onProgress(fraction, 'making the snippet'),
    })
    return { video, proof: undefined, discard: async () => undefined }
  }
  const { exportVideo } = await import('../../device/export-video.ts')
  const { chosenFile } = await import('../../device/export-file.ts')
  const made = await exportVideo({
    source: framesOf(finishing, wholeOf(timeline), { preset: order.preset, onProblem }),
    cutFrames: timeline.clips.slice(1).map(({ startFrame }) => startFrame),
    song: { file: song, durationSeconds: analysis.duration, startSeconds: timeline.songStartSeconds },
    loudness: 'normalised',
    ...(order.into === undefined ? {} : { file: chosenFile(order.into) }),
    signal,
    onProgress,
  })
  // What the person chose a place for is theirs, whatever becomes of this page.
  return order.into === undefined ? made : { ...made, discard: async () => undefined }
}
