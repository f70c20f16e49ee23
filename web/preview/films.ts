/** A filmed clip opened for the preview: single pictures of it, and stretches read in their order. */
import type { HeldPicture, Picture } from './pictures.ts'

/** One stretch of a film, read forwards while it plays. Its pictures are good until the reader is asked again. */
export type FilmReader = {
  /**
   * The newest picture at a time, of those decoded so far. Times may only grow: older pictures are let go. `undefined`
   * before anything is decoded. `isExact`: no newer picture at that time can still come.
   */
  at(seconds: number): { readonly picture: Picture; readonly isExact: boolean } | undefined
  /** Waits until the picture of a time is decoded. */
  ready(seconds: number): Promise<Picture>
  close(): void
}

/** An opened film. */
export type Film = {
  /** The newest picture at a time; the first before any, the last after all. */
  still(seconds: number): Promise<HeldPicture>
  /** Reads from a time on; after the last picture that one stands still. */
  read(fromSeconds: number): FilmReader
  close(): void
}
