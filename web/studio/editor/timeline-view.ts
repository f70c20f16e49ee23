/** Which stretch of the video the timeline shows, as state: zoomed, scrolled, and turned like a page while it plays. */
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js'
import {
  type FrameView,
  frameAtPixels,
  insideVideo,
  pannedView,
  viewWith,
  wholeView,
  zoomedView,
} from './frame-view.ts'
import type { Playback } from './playback.ts'

/** The view and what moves it. */
export type TimelineView = {
  readonly view: Accessor<FrameView>
  readonly widthPixels: Accessor<number>
  readonly setWidthPixels: (pixels: number) => void
  readonly frameAt: (pixels: number) => number
  readonly show: (view: FrameView) => void
  readonly showWhole: () => void
  /** Zooms by a factor round a frame; round the playhead when it is in view and none is given. */
  readonly zoom: (factor: number, aroundFrame?: number) => void
  readonly panPixels: (pixels: number) => void
  /** Whether all of the video is in view. */
  readonly isWhole: Accessor<boolean>
}

/** A view of a video that is so many frames long. A playhead that moves out of it takes the view along. */
export function createTimelineView(lengthFrames: Accessor<number>, playback: Playback): TimelineView {
  const [wished, setWished] = createSignal<FrameView>(wholeView(lengthFrames()))
  const [widthPixels, setWidthPixels] = createSignal(0)
  const view = createMemo(() => insideVideo(wished(), lengthFrames()))
  createEffect(
    on(playback.frame, (frame) => setWished((now) => viewWith(now, lengthFrames(), frame)), { defer: true }),
  )
  const shown = () => view().toFrame - view().fromFrame
  return {
    view,
    widthPixels,
    setWidthPixels,
    frameAt: (pixels) => frameAtPixels(view(), widthPixels(), pixels),
    show: (next) => setWished(insideVideo(next, lengthFrames())),
    showWhole: () => setWished(wholeView(lengthFrames())),
    zoom: (factor, aroundFrame = playback.frame()) => {
      const { fromFrame, toFrame } = view()
      const inSight = aroundFrame >= fromFrame && aroundFrame <= toFrame
      const around = inSight ? aroundFrame : (fromFrame + toFrame) / 2
      setWished(zoomedView(view(), lengthFrames(), factor, around))
    },
    panPixels: (pixels) =>
      setWished(pannedView(view(), lengthFrames(), (pixels / Math.max(1, widthPixels())) * shown())),
    isWhole: () => shown() >= lengthFrames() - 0.01,
  }
}
