/** Puts the picked takes into the video: an edit of its timeline like any other, held to its version. */
import { piecesOfTake } from '#core/storyboard/take.ts'
import { applyEdit } from '#core/timeline/edit/edit.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { getMediaForPlanning } from '../media/media.ts'
import { type FoundVideo, mediaOf, replaceTimeline } from '../studio/videos.ts'
import { getPart, type OpenBoard, openBoard, type Surroundings } from './storyboard.ts'

/** Which parts of which version of a video are to show their picked takes. */
export type Placement = {
  readonly videoId: string
  readonly ifMatch: string | undefined
  readonly partIds: readonly string[] | undefined
}

/** Shows the picked takes, and answers the video with its new timeline. Refuses a part without a pick, and another version. */
export async function placeTakes(
  surroundings: Surroundings,
  owner: Owner,
  { videoId, ifMatch, partIds }: Placement,
): Promise<{ readonly found: FoundVideo; readonly timeline: Timeline }> {
  const open = await openBoard(surroundings, owner, videoId)
  const picks = picksOf(open, partIds)
  const pictured = picks.flatMap(({ result }) => (result.kind === 'look' ? [] : [result.mediaId]))
  const shown = [...new Set([...mediaOf(open.timeline), ...pictured])]
  const sources = await getMediaForPlanning(surroundings.db, owner, shown)
  const pictures = sources.map(({ planner }) => planner)
  let { timeline } = open
  for (const { part, result } of picks) {
    const picture =
      result.kind === 'look' ? undefined : pictures.find(({ mediaId }) => mediaId === result.mediaId)
    const pieces = piecesOfTake(timeline, part, result, picture)
    const edit = { kind: 'overwrite', frame: part.startFrame, pieces } as const
    timeline = applyEdit(timeline, edit, { analysis: open.analysis, pictures })
  }
  const found = await replaceTimeline(surroundings, owner, { videoId, ifMatch, timeline })
  return { found, timeline }
}

function picksOf(open: OpenBoard, partIds: readonly string[] | undefined) {
  const wanted = partIds === undefined ? open.parts : partIds.map((partId) => getPart(open, partId))
  const picks = wanted.flatMap((part) => {
    const result = open.takes.find(({ take }) => take.id === part.row.pickedTakeId)?.take.result
    if (result != null) return [{ part, result }]
    if (partIds === undefined) return []
    throw new Refusal('not-ready', `No take of ${part.title} was picked. Pick one first.`)
  })
  if (picks.length === 0) throw new Refusal('not-ready', 'No take was picked in any part. Pick some first.')
  return picks
}
