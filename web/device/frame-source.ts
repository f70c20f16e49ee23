/** Frames painted on this device, whoever paints them: what everything that encodes here takes its pictures from. */

/**
 * A video as its frames. The compositor of the preview is one; every encoder here takes any.
 *
 * `paint` draws one frame, counted from 0, and answers it as a picture of `widthPixels` by `heightPixels`. Frames are asked
 * for in ascending order, one after another, never two at once, and whoever asked closes each before the next. The
 * timestamp of a picture does not matter: frame `n` is shown at `n / frameRate` seconds.
 * `close` gives up whatever painting holds: decoders, textures, memory. It is called once, also when encoding failed.
 */
export type FrameSource = {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly frameRate: number
  readonly lengthFrames: number
  paint(frame: number): Promise<VideoFrame>
  close(): void
}
