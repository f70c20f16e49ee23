/** What the preview is told of photos and clips, and what it tells of those that it cannot show. */

/** A thumbnail by its long side in pixels. It is never larger than the picture itself. */
export type Thumbnail = { readonly longSidePixels: number; readonly url: string }

/** A photo or clip as the preview needs to know it. Sizes are upright pixels. */
export type PreviewMedia = {
  readonly kind: 'photo' | 'clip'
  readonly widthPixels: number
  readonly heightPixels: number
  readonly thumbnails: readonly Thumbnail[]
  /** Clips: where their pictures are decoded from, best first: a small copy, then the file as it came. */
  readonly films: readonly string[]
  /** What a person calls it, for sentences about it. */
  readonly name: string
}

/** Finds a photo or clip by its id; `undefined` when it was deleted. */
export type FindMedia = (mediaId: string) => PreviewMedia | undefined

/**
 * Something that cannot be shown as it should be, in a sentence that names it. `unplayable` is a clip of which this browser
 * can decode no file: it stands still until it has another and `Preview.reload` is told.
 */
export type PreviewProblem =
  | { readonly kind: 'unplayable'; readonly mediaId: string; readonly sentence: string }
  | { readonly kind: 'other'; readonly mediaId: string | undefined; readonly sentence: string }

/** Tells what went wrong with something that is no photo or clip: the sentence is the error's own. */
export function problemTeller(tell: (problem: PreviewProblem) => void): (error: unknown) => void {
  return (error) =>
    tell({
      kind: 'other',
      mediaId: undefined,
      sentence: error instanceof Error ? error.message : String(error),
    })
}
