/** The frames of a timeline painted by a worker, so that the page is free while a file is made of them. */
import type { Music } from '#core/timeline/music.ts'
import type { FrameSize } from '#core/timeline/preset.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import type { FrameSource } from '../device/frame-source.ts'
import { makePaintedFrames, type PaintingParts } from './painted-frames.ts'
import type { FindMedia, PreviewMedia, PreviewProblem } from './preview-media.ts'

/** What frames are painted of, as plain values that travel. */
export type PaintingOrder = FrameSize & {
  readonly timeline: Timeline
  readonly music: Music
  readonly media: Readonly<Record<string, PreviewMedia>>
}

/** What the worker is told: an order first, then one frame after the other. */
export type ToPainting =
  | { readonly kind: 'open'; readonly order: PaintingOrder }
  | { readonly kind: 'paint'; readonly frame: number }

/** What it answers to each frame. `problems` came up since the frame before. */
export type FromPainting =
  | {
      readonly kind: 'painted'
      readonly picture: VideoFrame
      readonly problems: readonly PreviewProblem[]
    }
  | { readonly kind: 'failed' }

/**
 * Paints as `makePaintedFrames` does, in the background. What no worker can show, a film that only a `<video>` plays, the
 * page paints itself from there on; so it does where no worker can be had.
 */
export function makeBackgroundFrames(parts: PaintingParts): FrameSource {
  const { timeline, music, media, widthPixels, heightPixels, onProblem } = parts
  const { frameRate, lengthFrames } = timeline
  const size = { widthPixels, heightPixels }
  let worker = startPainting({ ...size, timeline, music, media: shownMedia(timeline, media) })
  let onPage: FrameSource | undefined
  let isClosed = false
  const paintOnPage = async (frame: number) => {
    if (isClosed) throw new DOMException('Nobody waits for this frame any more', 'AbortError')
    onPage ??= makePaintedFrames(parts)
    return await onPage.paint(frame)
  }
  return {
    ...size,
    frameRate,
    lengthFrames,
    async paint(frame) {
      const answer = await worker?.paint(frame)
      if (answer?.kind === 'painted' && !answer.problems.some(({ kind }) => kind === 'unplayable')) {
        for (const problem of answer.problems) onProblem?.(problem)
        return answer.picture
      }
      if (answer?.kind === 'painted') answer.picture.close()
      worker?.end()
      worker = undefined
      return await paintOnPage(frame)
    },
    close() {
      isClosed = true
      worker?.end()
      onPage?.close()
    },
  }
}

function shownMedia({ clips }: Timeline, find: FindMedia): Record<string, PreviewMedia> {
  return Object.fromEntries(
    clips.flatMap(({ shot }) => {
      const found = shot.kind === 'visual' ? undefined : find(shot.mediaId)
      return found === undefined || shot.kind === 'visual' ? [] : [[shot.mediaId, found]]
    }),
  )
}

type Painting = { paint(frame: number): Promise<FromPainting>; end(): void }

/** The other end of `painting-worker.ts`; `undefined` where none can be started. */
function startPainting(order: PaintingOrder): Painting | undefined {
  let answered: (answer: FromPainting) => void = () => undefined
  let hasFailed = false
  const fail = () => {
    hasFailed = true
    answered({ kind: 'failed' })
  }
  try {
    const worker = new Worker(new URL('./painting-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<FromPainting>) => answered(data))
    worker.addEventListener('error', fail)
    const tell = (message: ToPainting) => worker.postMessage(message)
    tell({ kind: 'open', order })
    return {
      paint: (frame) =>
        new Promise((resolve) => {
          answered = resolve
          if (hasFailed) return fail()
          tell({ kind: 'paint', frame })
        }),
      end() {
        worker.terminate()
        fail()
      },
    }
  } catch {
    return undefined
  }
}
