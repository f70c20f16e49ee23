/** Pictures as the preview draws them. */

/** A picture at hand. It stands upright, and whoever was handed it neither changes nor closes it. */
export type Picture = {
  readonly image: CanvasImageSource
  readonly widthPixels: number
  readonly heightPixels: number
}

/** A picture that holds memory of its own: whoever was handed it lets it go, once. */
export type HeldPicture = Picture & { release(): void }
