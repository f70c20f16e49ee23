/** Picked takes that are put into the video, and taken back as it was. */
import { createMemo, createSignal } from 'solid-js'
import { getTimeline, putTimeline } from '../api/calls.ts'
import type { Timeline } from '../api/shapes.ts'
import { sayError } from '../ui/toast.ts'
import { placeTakes } from './calls.ts'
import type { KeptBoard } from './kept.ts'
import { isPlaced, pickedTake } from './placed.ts'
import { refusedWords } from './words.ts'

/** What was put into the video, how it was before, and the version that came of it. */
type Placed = { readonly parts: number; readonly before: Timeline; readonly etag: string }

/** What a page puts takes into the video with. */
export function createPlacing({ video, board, setBusy, setRefused }: KeptBoard) {
  const [timeline, setTimeline] = createSignal(video.timeline)
  const [placed, setPlaced] = createSignal<Placed>()
  const unplaced = createMemo(() =>
    board.parts.filter((part) => pickedTake(part) !== undefined && !isPlaced(timeline(), part)),
  )
  const place = async () => {
    const partIds = unplaced().map(({ id }) => id)
    setBusy('placing')
    setRefused(undefined)
    try {
      const before = await getTimeline(video.id)
      const after = await placeTakes(video.id, partIds, before.etag)
      setTimeline(after.value)
      setPlaced({ parts: partIds.length, before: before.value, etag: after.etag })
    } catch (error) {
      setRefused({ ...refusedWords(error), partId: undefined })
    } finally {
      setBusy(undefined)
    }
  }
  const takeBack = async () => {
    const last = placed()
    if (last === undefined) return
    try {
      setTimeline((await putTimeline(video.id, last.before, last.etag)).value)
      setPlaced(undefined)
    } catch (error) {
      await sayError(error, 'The video stays as it is')
    }
  }
  return { timeline, placed, unplaced, place, takeBack }
}
