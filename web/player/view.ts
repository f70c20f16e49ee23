/** The stretch of a song that is in view, in seconds, and how it moves: zooming, panning and following the playhead. */

/** A stretch of the song. `fromSeconds` is always less than `toSeconds`. */
export type View = { readonly fromSeconds: number; readonly toSeconds: number }

/** The closest a view may come: four seconds show every beat and still some context. */
export const shortestViewSeconds = 4

/** Moves a view inside the song without changing its length. */
export function insideSong(view: View, whole: View): View {
  const length = Math.min(view.toSeconds - view.fromSeconds, whole.toSeconds - whole.fromSeconds)
  const from = Math.min(Math.max(view.fromSeconds, whole.fromSeconds), whole.toSeconds - length)
  return { fromSeconds: from, toSeconds: from + length }
}

/** Zooms by a factor (2 shows half as much), keeping a time where it is on the screen. */
export function zoomed(view: View, whole: View, factor: number, aroundSeconds: number): View {
  const length = view.toSeconds - view.fromSeconds
  const wholeLength = whole.toSeconds - whole.fromSeconds
  const next = Math.min(wholeLength, Math.max(Math.min(shortestViewSeconds, wholeLength), length / factor))
  const share = (aroundSeconds - view.fromSeconds) / length
  const from = aroundSeconds - share * next
  return insideSong({ fromSeconds: from, toSeconds: from + next }, whole)
}

/** Pages on when the playhead leaves the view, as a page of sheet music is turned. */
export function followed(view: View, whole: View, seconds: number): View {
  if (seconds >= view.fromSeconds && seconds <= view.toSeconds) return view
  const length = view.toSeconds - view.fromSeconds
  return insideSong({ fromSeconds: seconds, toSeconds: seconds + length }, whole)
}

/** Pixels from the left of a time. */
export function pixelsOf(view: View, widthPixels: number, seconds: number): number {
  return ((seconds - view.fromSeconds) / (view.toSeconds - view.fromSeconds)) * widthPixels
}

/** The time under a pixel. */
export function secondsAt(view: View, widthPixels: number, pixels: number): number {
  return view.fromSeconds + (pixels / Math.max(1, widthPixels)) * (view.toSeconds - view.fromSeconds)
}
