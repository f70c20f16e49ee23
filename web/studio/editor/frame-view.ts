/** The stretch of a video that the timeline shows, in frames, and how it moves: from the whole song to single frames. */

/** The stretch in view. Its ends may lie inside a frame, so that scrolling is smooth. `from` is less than `to`. */
export type FrameView = { readonly fromFrame: number; readonly toFrame: number }

/** The nearest a view comes: these many frames side by side, each wide enough to be taken. */
export const fewestFramesInView = 24

/** The whole video. */
export function wholeView(lengthFrames: number): FrameView {
  return { fromFrame: 0, toFrame: Math.max(1, lengthFrames) }
}

/** Moves a view into the video without changing how much it shows. */
export function insideVideo(view: FrameView, lengthFrames: number): FrameView {
  const shown = Math.min(view.toFrame - view.fromFrame, Math.max(1, lengthFrames))
  const from = Math.min(Math.max(0, view.fromFrame), Math.max(1, lengthFrames) - shown)
  return { fromFrame: from, toFrame: from + shown }
}

/** Zooms by a factor (2 shows half as much) and keeps a frame where it is on the screen. */
export function zoomedView(
  view: FrameView,
  lengthFrames: number,
  factor: number,
  aroundFrame: number,
): FrameView {
  const shown = view.toFrame - view.fromFrame
  const least = Math.min(fewestFramesInView, lengthFrames)
  const next = Math.min(Math.max(1, lengthFrames), Math.max(least, shown / factor))
  const from = aroundFrame - ((aroundFrame - view.fromFrame) / shown) * next
  return insideVideo({ fromFrame: from, toFrame: from + next }, lengthFrames)
}

/** Moves a view by frames. */
export function pannedView(view: FrameView, lengthFrames: number, byFrames: number): FrameView {
  return insideVideo({ fromFrame: view.fromFrame + byFrames, toFrame: view.toFrame + byFrames }, lengthFrames)
}

/** Pages on when a frame is not in view, as a page of sheet music is turned: what comes next lies to the right. */
export function viewWith(view: FrameView, lengthFrames: number, frame: number): FrameView {
  if (frame >= view.fromFrame && frame <= view.toFrame) return view
  const shown = view.toFrame - view.fromFrame
  const from = frame > view.toFrame ? frame - shown * 0.08 : frame - shown * 0.3
  return insideVideo({ fromFrame: from, toFrame: from + shown }, lengthFrames)
}

/** Pixels from the left edge at which a frame begins. */
export function pixelsOfFrame(view: FrameView, widthPixels: number, frame: number): number {
  return ((frame - view.fromFrame) / (view.toFrame - view.fromFrame)) * widthPixels
}

/** The frame under a pixel, with its fraction. */
export function frameAtPixels(view: FrameView, widthPixels: number, pixels: number): number {
  return view.fromFrame + (pixels / Math.max(1, widthPixels)) * (view.toFrame - view.fromFrame)
}

/** How wide a frame is. */
export function pixelsPerFrame(view: FrameView, widthPixels: number): number {
  return widthPixels / (view.toFrame - view.fromFrame)
}
