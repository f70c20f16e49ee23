/** The page that tests and the bench drive in a real browser: previews of timelines that they hand over. */
import { applyEdit, type Edit, type Material } from '#core/timeline/edit/edit.ts'
import { musicOf } from '#core/timeline/music.ts'
import { exportVideo } from '../device/export-video.ts'
import { loadFfmpegCore } from '../device/ffmpeg.ts'
import { makeSnippet, type SnippetEncoder } from '../device/snippet.ts'
import type { SongOfVideo } from '../device/sound.ts'
import { makeBackgroundFrames } from './background-frames.ts'
import { makePaintedFrames } from './painted-frames.ts'
import { makePreview, type Preview } from './preview.ts'
import type { PreviewProblem } from './preview-media.ts'
import type { DrawnFrame, TrialVideo } from './trial-video.fake.ts'

let preview: Preview | undefined
let opened: TrialVideo | undefined
let drawn: DrawnFrame[] = []
let problems: PreviewProblem[] = []
const contexts: AudioContext[] = []
let started:
  | { readonly when: number; readonly offset: number; readonly context: BaseAudioContext }
  | undefined

spyOnSound()

/** Notes when which moment of the song was started, so that what is heard can be told apart from what we believe. */
function spyOnSound(): void {
  const start = AudioBufferSourceNode.prototype.start
  AudioBufferSourceNode.prototype.start = function (when = 0, offset = 0, duration?: number) {
    started = { when, offset, context: this.context }
    if (this.context instanceof AudioContext && !contexts.includes(this.context)) contexts.push(this.context)
    if (duration === undefined) start.call(this, when, offset)
    else start.call(this, when, offset, duration)
  }
}

function heardSeconds(): number {
  if (started === undefined || !(started.context instanceof AudioContext)) return Number.NaN
  const { when, offset, context } = started
  return offset + context.currentTime - (context.outputLatency || 0) - when
}

/** What a test may ask the page for. */
export const trial = {
  /** Opens a preview on a new canvas and waits for its first frame. Answers how long that took. */
  open: async (video: TrialVideo) => {
    preview?.close()
    opened = video
    drawn = []
    problems = []
    document.querySelector('canvas')?.remove()
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: video.widthPixels, height: video.heightPixels })
    document.body.append(canvas)
    const fromMs = performance.now()
    await new Promise<void>((resolve) => {
      preview = makePreview({
        ...video,
        canvas,
        media: (id) => video.media[id],
        onFrame: (frame, isExact) => {
          drawn.push({ frame, isExact, atMs: performance.now(), heardSeconds: heardSeconds() })
          resolve()
        },
        onProblem: (problem) => problems.push(problem),
      })
    })
    return performance.now() - fromMs
  },
  preview: (): Preview => {
    if (preview === undefined) throw new Error('no preview is open')
    return preview
  },
  /** What was drawn since the last time this was asked. */
  drawn: () => {
    const since = drawn
    drawn = []
    return since
  },
  problems: () => problems,
  /** How long a call takes until its frame is drawn. */
  time: async (work: () => Promise<void>) => {
    const fromMs = performance.now()
    await work()
    return performance.now() - fromMs
  },
  /** Does an edit as an editor would, and answers how long it took until a frame of it was drawn. Then takes it back. */
  edit: async (edit: Edit, material: Material) => {
    if (opened === undefined) throw new Error('no preview is open')
    const { timeline, music } = opened
    const fromMs = performance.now()
    const edited = applyEdit(timeline, edit, material)
    const isHeardAlike = edited.grid === timeline.grid && edited.lengthFrames === timeline.lengthFrames
    await trial.preview().setTimeline(edited, isHeardAlike ? music : musicOf(material.analysis, edited))
    const tookMs = performance.now() - fromMs
    await trial.preview().setTimeline(timeline, music)
    return tookMs
  },
  /** Goes to a frame and shows the timeline anew before it is drawn, as an edit right after a tap does. */
  seekAndEdit: async (frame: number) => {
    if (opened === undefined) throw new Error('no preview is open')
    void trial.preview().seek(frame)
    await trial.preview().setTimeline({ ...opened.timeline }, opened.music)
    return trial.preview().frame()
  },
  /** Paints frames as fast as it can, and answers how many a second. */
  paintFast: async (video: TrialVideo, frames: number) => {
    const painter = makePaintedFrames({ ...video, media: (id) => video.media[id] })
    const fromMs = performance.now()
    for (let frame = 0; frame < frames; frame += 1) (await painter.paint(frame)).close()
    const seconds = (performance.now() - fromMs) / 1000
    painter.close()
    return frames / seconds
  },
  /** Paints frames one by one, on the page or in the background, and answers the colours of each, in base64. */
  paint: async (video: TrialVideo, frames: readonly number[], by = 'page') => {
    const told: PreviewProblem[] = []
    const make = by === 'page' ? makePaintedFrames : makeBackgroundFrames
    const painter = make({
      ...video,
      media: (id) => video.media[id],
      onProblem: (problem) => told.push(problem),
    })
    const painted: string[] = []
    for (const frame of frames) {
      const picture = await painter.paint(frame)
      painted.push(await bytesOf(picture))
      picture.close()
    }
    painter.close()
    return { painted, problems: told }
  },
  /** Exports a video on this device. Answers how long that took, and how long it took without its proof. */
  exportVideo: async (video: TrialVideo, song: Omit<SongOfVideo, 'file'>) => {
    await loadFfmpegCore()
    const file = await (await fetch(video.songUrl)).blob()
    const { clips } = video.timeline
    let madeMs = 0
    return await timed(async (startMs) => {
      const made = await exportVideo({
        source: backgroundFrames(video),
        cutFrames: clips.slice(1).map(({ startFrame }) => startFrame),
        song: { ...song, file },
        loudness: 'normalised',
        signal: new AbortController().signal,
        onProgress: (_, stage) => {
          if (stage === 'making the video') madeMs = performance.now() - startMs
        },
      })
      await made.discard()
      return { madeMs }
    })
  },
  /** Makes a silent snippet of a video, and keeps it under an address. Answers how long that took. */
  snippet: async (video: TrialVideo, encoder: SnippetEncoder, address: string) => {
    await loadFfmpegCore()
    const { lengthFrames, frameRate } = video.timeline
    const samples = new Float32Array(2 * Math.round((lengthFrames / frameRate) * 48_000))
    const signal = new AbortController().signal
    return await timed(async () => {
      const blob = await makeSnippet({
        source: backgroundFrames(video),
        ...{ encoder, samples, signal, onProgress: () => undefined },
      })
      await fetch(address, { method: 'PUT', body: blob })
      return {}
    })
  },
  /** The colours that the canvas shows. */
  seen: () => {
    const canvas = document.querySelector('canvas')
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    return pixels === undefined ? '' : toBase64(pixels.data)
  },
}

function backgroundFrames(video: TrialVideo) {
  return makeBackgroundFrames({ ...video, media: (id) => video.media[id] })
}

/** How long work takes, and for how long at most it keeps the page from answering. */
async function timed<Told>(work: (startMs: number) => Promise<Told>) {
  let longestTaskMs = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  })
  observer.observe({ entryTypes: ['longtask'] })
  const startMs = performance.now()
  const told = await work(startMs)
  const tookMs = performance.now() - startMs
  observer.disconnect()
  return { ...told, tookMs, longestTaskMs }
}

async function bytesOf(picture: VideoFrame): Promise<string> {
  const rgba = new Uint8Array(picture.allocationSize({ format: 'RGBA' }))
  await picture.copyTo(rgba, { format: 'RGBA' })
  return toBase64(rgba)
}

function toBase64(bytes: Uint8Array | Uint8ClampedArray): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  }
  return btoa(pieces.join(''))
}

Object.assign(globalThis, { trial })
