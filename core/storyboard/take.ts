/** What a take came to, and the pieces of timeline that show it: one function for the API, the editor and programs. */
import { z } from 'zod'
import { piecesBetween } from '../timeline/edit/arranging.ts'
import { freshShot } from '../timeline/edit/changing.ts'
import type { Piece } from '../timeline/edit/pieces.ts'
import { type PlannerMedia, type Shot, type Timeline, VisualLook } from '../timeline/timeline.ts'
import { secondsOfFrames } from '../units.ts'
import type { SongPart } from './parts.ts'

/**
 * The result of a take: a picture that our own code draws to the music, or a clip or photo of its owner's library.
 */
export const TakeResult = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('look'),
    look: VisualLook,
    seed: z.number().int().min(0),
    hueDegrees: z.number().min(0).max(360),
  }),
  z.object({ kind: z.literal('clip'), mediaId: z.string() }),
  z.object({ kind: z.literal('photo'), mediaId: z.string() }),
])

/** See the schema `TakeResult`. */
export type TakeResult = z.output<typeof TakeResult>

/**
 * The pieces that show a take over a part, for the edit `overwrite` at the part's first frame. The cuts that are there
 * stay, on their beats, with their effects and transitions. A clip runs on from cut to cut and begins anew where what is
 * left of it is too short; a look flows through all of them. `picture` is what the library says of the clip or photo;
 * without it nothing changes.
 */
export function piecesOfTake(
  timeline: Timeline,
  part: Pick<SongPart, 'startFrame' | 'lengthFrames' | 'title'>,
  result: TakeResult,
  picture?: PlannerMedia,
): readonly Piece[] {
  const pieces = piecesBetween(timeline, part.startFrame, part.startFrame + part.lengthFrames)
  const shown = result.kind === 'look' ? result : picture
  if (shown === undefined) return pieces
  const filmSeconds = shown.kind === 'clip' ? (shown.durationSeconds ?? 0) : 0
  let [seenFrames, playedSeconds] = [0, 0]
  return pieces.map((piece) => {
    const lasts = secondsOfFrames(piece.lengthFrames, timeline.frameRate)
    if (playedSeconds + lasts > filmSeconds) playedSeconds = 0
    const startFrame = part.startFrame + seenFrames
    const place = { startFrame, lengthFrames: piece.lengthFrames, seenFrames, filmSeconds: playedSeconds }
    seenFrames += piece.lengthFrames
    playedSeconds += lasts
    return { ...piece, because: `a take of ${part.title}`, shot: shotOf(timeline, shown, place) }
  })
}

/** What is drawn or shown. */
type Shown = Extract<TakeResult, { kind: 'look' }> | PlannerMedia

/** Where in the video a shot is, how much of its part was seen before it, and where its film has got to. */
type Place = {
  readonly startFrame: number
  readonly lengthFrames: number
  readonly seenFrames: number
  readonly filmSeconds: number
}

function shotOf(timeline: Timeline, shown: Shown, place: Place): Shot {
  const { startFrame, lengthFrames, seenFrames, filmSeconds } = place
  if (shown.kind === 'look') {
    const { look, seed, hueDegrees } = shown
    return { kind: 'visual', look, seed, hueDegrees, phaseFrames: seenFrames }
  }
  const shot = freshShot(timeline, shown, startFrame, lengthFrames)
  return shot.kind === 'clip' ? { ...shot, sourceStartSeconds: filmSeconds } : shot
}
