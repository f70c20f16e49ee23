/** What is chosen on the timeline: some clips, or a title, a caption, or a beat; never two kinds at once. */

/** What is chosen. Clips ascend; `anchor` is where choosing a stretch with Shift began. */
export type Selection =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'clips'; readonly clips: readonly number[]; readonly anchor: number }
  | { readonly kind: 'title'; readonly title: number }
  | { readonly kind: 'caption'; readonly caption: number }
  | { readonly kind: 'beat'; readonly beat: number }

/** Nothing is chosen. */
export const nothing: Selection = { kind: 'nothing' }

/** Chooses one clip alone. */
export function oneClip(clip: number): Selection {
  return { kind: 'clips', clips: [clip], anchor: clip }
}

/** Chooses some clips, in any order; none is nothing. */
export function someClips(clips: readonly number[]): Selection {
  const ascending = [...new Set(clips)].toSorted((a, b) => a - b)
  const [anchor] = ascending
  return anchor === undefined ? nothing : { kind: 'clips', clips: ascending, anchor }
}

/** The clips that are chosen. */
export function clipsOf(selection: Selection): readonly number[] {
  return selection.kind === 'clips' ? selection.clips : []
}

/** Takes a clip in, or out again. */
export function toggled(selection: Selection, clip: number): Selection {
  const chosen = clipsOf(selection)
  if (chosen.includes(clip)) return someClips(chosen.filter((each) => each !== clip))
  return { kind: 'clips', clips: [...chosen, clip].toSorted((a, b) => a - b), anchor: clip }
}

/** Chooses everything from where choosing began to a clip. */
export function extended(selection: Selection, clip: number): Selection {
  if (selection.kind !== 'clips') return oneClip(clip)
  const { anchor } = selection
  const [first, last] = anchor <= clip ? [anchor, clip] : [clip, anchor]
  return { kind: 'clips', clips: Array.from({ length: last - first + 1 }, (_, i) => first + i), anchor }
}

/** How many there are to choose of each kind. */
export type Counts = Readonly<Record<'clips' | 'titles' | 'captions' | 'beats', number>>

/** What is left of a selection when a timeline has only so many clips, titles and captions. */
export function heldInside(selection: Selection, counts: Counts): Selection {
  if (selection.kind === 'clips') return someClips(selection.clips.filter((clip) => clip < counts.clips))
  if (selection.kind === 'title' && selection.title >= counts.titles) return nothing
  if (selection.kind === 'caption' && selection.caption >= counts.captions) return nothing
  return selection.kind === 'beat' && selection.beat >= counts.beats ? nothing : selection
}
