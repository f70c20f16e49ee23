/** The state of the editor: the timeline with its history, what is chosen, and where one looks. */
import { type Accessor, batch, createMemo, createSignal } from 'solid-js'
import type { Analysis } from '#core/audio/analysis.ts'
import { applyEdit, type Edit, type Material } from '#core/timeline/edit/edit.ts'
import { beginHistory, doStep, endMove, type History, redo, undo } from '#core/timeline/edit/history.ts'
import type { PlannerMedia, Timeline } from '#core/timeline/timeline.ts'
import type { Media } from '../../api/shapes.ts'
import { createOutlook, type Outlook } from './outlook.ts'
import { type Counts, heldInside, nothing, type Selection } from './selection.ts'
import { type SongGrid, songGridOf } from './song-grid.ts'

/** An edit with what a person reads of it. Steps of one `key`, one after the other, are undone as one. */
export type Doing = { readonly words: string; readonly key?: string; readonly choose?: Selection }

/** Words about what was done. The same words said again are another saying. */
export type Said = { readonly words: string }

/** The editor's state and what changes it. */
export type Editor = Outlook & {
  /** The timeline as it is shown: while something is dragged, as it would be. */
  readonly timeline: Accessor<Timeline>
  /** The timeline as it was last decided. */
  readonly settled: Accessor<Timeline>
  readonly analysis: Analysis
  readonly library: Accessor<readonly Media[]>
  readonly material: Accessor<Material>
  readonly grid: Accessor<SongGrid>
  readonly selection: Accessor<Selection>
  readonly choose: (selection: Selection) => void
  /** Does edits as one step. Answers whether anything changed. */
  readonly do: (edits: Edit | readonly Edit[], doing: Doing) => boolean
  /** Shows what edits would do; `undefined` shows what is. */
  readonly tryOut: (edits: Edit | readonly Edit[] | undefined) => void
  /** The next step with the same key is a step of its own. */
  readonly endMove: () => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: Accessor<boolean>
  readonly canRedo: Accessor<boolean>
  /** Puts another version in place, as one step that can be undone. */
  readonly take: (timeline: Timeline, words: string) => void
  /** What was done last, or why it was not, in words. */
  readonly said: Accessor<Said>
  readonly say: (words: string) => void
}

/** Starts editing a timeline. `onSettled` hears every new state that was decided. */
export function createEditor(input: {
  readonly timeline: Timeline
  readonly analysis: Analysis
  readonly library: Accessor<readonly Media[]>
  readonly onSettled: (timeline: Timeline) => void
}): Editor {
  const [history, setHistory] = createSignal<History>(beginHistory(input.timeline))
  const [tried, setTried] = createSignal<Timeline>()
  const [selection, setSelection] = createSignal<Selection>(nothing)
  const [said, setSaid] = createSignal<Said>({ words: '' })
  const settled = createMemo(() => history().present.timeline)
  const timeline = createMemo(() => tried() ?? settled())
  const material = createMemo(
    (): Material => ({ analysis: input.analysis, pictures: input.library().filter(isReady).map(plannerOf) }),
  )
  const grid = createSongGrid(input.analysis, timeline)
  const edited = (from: Timeline, edits: Edit | readonly Edit[]) =>
    listOf(edits).reduce((before, edit) => applyEdit(before, edit, material()), from)

  const settle = (next: History, words: string, choose?: Selection): boolean => {
    const before = settled()
    batch(() => {
      setTried(undefined)
      setHistory(next)
      setSelection((chosen) => heldInside(choose ?? chosen, countsOf(next.present.timeline)))
      if (settled() !== before) setSaid({ words })
    })
    if (settled() === before) return false
    input.onSettled(settled())
    return true
  }
  return {
    ...createOutlook(input.timeline.aspect),
    timeline,
    settled,
    analysis: input.analysis,
    library: input.library,
    material,
    grid,
    selection,
    choose: setSelection,
    do: (edits, { words, key, choose }) =>
      settle(doStep(history(), { timeline: edited(settled(), edits), words }, key), words, choose),
    tryOut: (edits) => setTried(edits === undefined ? undefined : edited(settled(), edits)),
    endMove: () => setHistory(endMove),
    undo: () => settle(undo(history()), `Undone: ${history().present.words}`),
    redo: () => settle(redo(history()), `Done again: ${history().future[0]?.words ?? ''}`),
    canUndo: () => history().past.length > 0,
    canRedo: () => history().future.length > 0,
    take: (next, words) => settle(doStep(history(), { timeline: next, words }), words),
    said,
    say: (words) => setSaid({ words }),
  }
}

/** The grid is worked out again only when what it depends on changes, not with every edit of a clip. */
function createSongGrid(analysis: Analysis, timeline: Accessor<Timeline>): Accessor<SongGrid> {
  const stretch = createMemo(
    () => {
      const { songStartSeconds, lengthFrames, frameRate, grid } = timeline()
      return { songStartSeconds, lengthFrames, frameRate, ...(grid === undefined ? {} : { grid }) }
    },
    undefined,
    {
      equals: (a, b) =>
        a.songStartSeconds === b.songStartSeconds &&
        a.lengthFrames === b.lengthFrames &&
        a.frameRate === b.frameRate &&
        a.grid === b.grid,
    },
  )
  return createMemo(() => songGridOf(analysis, stretch()))
}

function countsOf({ clips, titles, captions }: Timeline): Counts {
  const lines = captions?.lines.length ?? 0
  return { clips: clips.length, titles: titles.length, captions: lines, beats: Number.POSITIVE_INFINITY }
}

function isReady(media: Media): boolean {
  return media.status === 'ready'
}

function plannerOf(media: Media): PlannerMedia {
  return media.planner
}

function listOf(edits: Edit | readonly Edit[]): readonly Edit[] {
  return 'kind' in edits ? [edits] : edits
}
