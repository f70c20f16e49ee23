/** Edits of what stands where: other order, clips put over others, clips taken out. Cuts stay on their beats meanwhile. */
import { captionsUntil } from '../captions.ts'
import type { Timeline } from '../timeline.ts'
import { splitPiece, withoutBeginning } from './cutting.ts'
import { clipIndexAt, type Piece, putTogether, takeApart } from './pieces.ts'

/** What keeps its place when clips change theirs: the cuts, which lie on beats, or the lengths of the clips. */
export type Keeping = 'cuts' | 'lengths'

/**
 * Brings clips, in their present order, before the clip `beforeClip` (the number of clips stands for the end). Keeping
 * the cuts, the pictures move through the places that are there; keeping lengths, every clip brings its own.
 */
export function reorder(
  timeline: Timeline,
  moved: readonly number[],
  beforeClip: number,
  keeping: Keeping,
): Timeline {
  const pieces = takeApart(timeline)
  const chosen = new Set(moved)
  const staying = (from: number, to: number) => pieces.filter((_, i) => i >= from && i < to && !chosen.has(i))
  const taken = pieces.filter((_, i) => chosen.has(i))
  const ordered = [...staying(0, beforeClip), ...taken, ...staying(beforeClip, pieces.length)]
  if (keeping === 'lengths') return putTogether(timeline, ordered)
  // Where the music changes is the place's, not the picture's: its length, its reason, its transition.
  const placed = pieces.map((place, i) => {
    const { shot, effects } = ordered[i] ?? place
    return { ...place, shot, effects }
  })
  return putTogether(timeline, placed)
}

/** Takes clips out. The clip before takes their time, or the one after where there is none; the last clip is kept. */
export function remove(timeline: Timeline, removed: readonly number[]): Timeline {
  const chosen = new Set(removed)
  const pieces: Piece[] = []
  let waitingFrames = 0
  for (const [i, piece] of takeApart(timeline).entries()) {
    const last = pieces.at(-1)
    if (!chosen.has(i)) {
      pieces.push(withoutBeginning(piece, -waitingFrames, timeline.frameRate))
      waitingFrames = 0
    } else if (last === undefined) waitingFrames += piece.lengthFrames
    else {
      const { outgoing: _, ...plain } = last
      pieces[pieces.length - 1] = {
        ...plain,
        lengthFrames: last.lengthFrames + piece.lengthFrames,
        outgoing: piece.outgoing,
      }
    }
  }
  return pieces.length === 0 ? timeline : putTogether(timeline, pieces)
}

/** Puts pieces over what is seen from a frame on; what they cover is trimmed or gone, and nothing after them moves. */
export function overwrite(timeline: Timeline, startFrame: number, brought: readonly Piece[]): Timeline {
  const room = timeline.lengthFrames - startFrame
  const fitting = firstFrames(brought, room, timeline.frameRate)
  const endFrame = startFrame + fitting.reduce((sum, piece) => sum + piece.lengthFrames, 0)
  if (endFrame === startFrame) return timeline
  const pieces = takeApart(timeline)
  const before = firstFrames(pieces, startFrame, timeline.frameRate)
  const after = framesFrom(timeline, pieces, endFrame)
  return putTogether(timeline, [...before, ...fitting, ...after])
}

/** The pieces of a stretch, to be put elsewhere: those at its ends are trimmed. */
export function piecesBetween(timeline: Timeline, startFrame: number, endFrame: number): readonly Piece[] {
  const from = framesFrom(timeline, takeApart(timeline), startFrame)
  return firstFrames(from, endFrame - startFrame, timeline.frameRate)
}

function firstFrames(pieces: readonly Piece[], frames: number, frameRate: number): readonly Piece[] {
  const kept: Piece[] = []
  let left = frames
  for (const piece of pieces) {
    if (left <= 0) break
    kept.push(piece.lengthFrames <= left ? piece : splitPiece(piece, left, frameRate)[0])
    left -= piece.lengthFrames
  }
  return kept
}

function framesFrom(timeline: Timeline, pieces: readonly Piece[], frame: number): readonly Piece[] {
  if (frame >= timeline.lengthFrames) return []
  const index = clipIndexAt(timeline, frame)
  const offset = frame - (timeline.clips[index]?.startFrame ?? 0)
  return pieces.slice(index).map((piece, i) => {
    return i === 0 && offset > 0 ? splitPiece(piece, offset, timeline.frameRate)[1] : piece
  })
}

/** Ends the video at a frame: later clips go, the last one is trimmed, or runs on. `mostFrames` is what the song has. */
export function endAt(timeline: Timeline, frame: number, mostFrames: number): Timeline {
  const lengthFrames = Math.min(mostFrames, Math.max(1, Math.round(frame)))
  const pieces = [...firstFrames(takeApart(timeline), lengthFrames, timeline.frameRate)]
  const missing = lengthFrames - pieces.reduce((sum, piece) => sum + piece.lengthFrames, 0)
  const last = pieces.at(-1)
  if (last !== undefined && missing > 0)
    pieces[pieces.length - 1] = { ...last, lengthFrames: last.lengthFrames + missing }
  const titles = timeline.titles.flatMap((title) => {
    const left = lengthFrames - title.startFrame
    if (left <= 0) return []
    return [title.lengthFrames <= left ? title : { ...title, lengthFrames: left }]
  })
  const shorter = { ...putTogether(timeline, pieces), lengthFrames, titles }
  if (timeline.captions === undefined) return shorter
  return { ...shorter, captions: captionsUntil(timeline.captions, lengthFrames) }
}
