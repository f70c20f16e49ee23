/** Edits of where clips begin and end: moving a cut, splitting a clip, trimming a piece of one away. */
import { secondsOfFrames } from '../../units.ts'
import { cameraAt } from '../geometry.ts'
import { filmedFrames, sourceSecondsAt, speedAt } from '../speed.ts'
import type { ClipShot, PhotoFraming, PhotoShot, Shot, SpeedRamp, Timeline } from '../timeline.ts'
import { clipIndexAt, type Piece, putTogether, takeApart } from './pieces.ts'

/**
 * Moves the cut at the beginning of clip `clipIndex` to a frame, held so that both its clips keep a frame. A film that
 * begins later begins later in its own time too, so that what is seen at a moment of the song stays.
 */
export function moveCut(timeline: Timeline, clipIndex: number, frame: number): Timeline {
  const [before, after] = [timeline.clips[clipIndex - 1], timeline.clips[clipIndex]]
  if (before === undefined || after === undefined) return timeline
  const last = after.startFrame + after.lengthFrames - 1
  const cutFrame = Math.min(last, Math.max(before.startFrame + 1, Math.round(frame)))
  const moved = cutFrame - after.startFrame
  if (moved === 0) return timeline
  const pieces = takeApart(timeline).map((piece, i) => {
    if (i === clipIndex - 1) return { ...piece, lengthFrames: piece.lengthFrames + moved }
    return i === clipIndex ? withoutBeginning(piece, moved, timeline.frameRate) : piece
  })
  return putTogether(timeline, pieces)
}

/**
 * Lets every clip begin at its frame of `startFrames`, which ascend from 0 inside the video. A film that begins later
 * begins later in its own time too.
 */
export function moveCuts(timeline: Timeline, startFrames: readonly number[]): Timeline {
  const pieces = takeApart(timeline).map((piece, i) => {
    const startFrame = startFrames[i] ?? 0
    const later = startFrame - (timeline.clips[i]?.startFrame ?? 0)
    const begun = later === 0 ? piece : withoutBeginning(piece, later, timeline.frameRate)
    return { ...begun, lengthFrames: (startFrames[i + 1] ?? timeline.lengthFrames) - startFrame }
  })
  return putTogether(timeline, pieces)
}

/** Makes two clips of the one that is seen at a frame; what is seen does not change. On a cut there is nothing to split. */
export function splitAt(timeline: Timeline, frame: number): Timeline {
  const index = clipIndexAt(timeline, frame)
  const clip = timeline.clips[index]
  if (clip === undefined) return timeline
  const offset = Math.round(frame) - clip.startFrame
  if (offset <= 0 || offset >= clip.lengthFrames) return timeline
  const pieces = takeApart(timeline).flatMap((piece, i) =>
    i === index ? splitPiece(piece, offset, timeline.frameRate) : [piece],
  )
  return putTogether(timeline, pieces)
}

/** A piece cut in two; the transition over its end stays with the later half. */
export function splitPiece(piece: Piece, offset: number, frameRate: number): readonly [Piece, Piece] {
  const { outgoing, ...first } = piece
  const shots = splitShot(piece.shot, offset, piece.lengthFrames, frameRate)
  const because = 'a cut made by hand'
  return [
    { ...first, lengthFrames: offset, shot: shots[0] },
    { ...piece, lengthFrames: piece.lengthFrames - offset, shot: shots[1], because, outgoing },
  ]
}

/** A piece that begins so many frames later, or earlier where that is negative. */
export function withoutBeginning(piece: Piece, frames: number, frameRate: number): Piece {
  const { shot } = piece
  const lengthFrames = piece.lengthFrames - frames
  if (shot.kind === 'photo') return { ...piece, lengthFrames }
  if (shot.kind === 'visual')
    return { ...piece, lengthFrames, shot: { ...shot, phaseFrames: Math.max(0, shot.phaseFrames + frames) } }
  const sourceStartSeconds = sourceSecondsAt(shot, frames, frameRate)
  const speed = laterRamp(shot.speed, frames)
  return { ...piece, lengthFrames, shot: { ...shot, sourceStartSeconds, speed } }
}

function splitShot(
  shot: Shot,
  offset: number,
  lengthFrames: number,
  frameRate: number,
): readonly [Shot, Shot] {
  switch (shot.kind) {
    case 'visual':
      return [shot, { ...shot, phaseFrames: shot.phaseFrames + offset }]
    case 'clip':
      return splitFilm(shot, offset, frameRate)
    case 'photo':
      return splitPhoto(shot, offset, lengthFrames)
  }
}

function splitFilm(shot: ClipShot, offset: number, frameRate: number): readonly [ClipShot, ClipShot] {
  const { speed } = shot
  const isAmidRamp = speed.startFrame < offset && offset < speed.endFrame
  const first = isAmidRamp ? { ...speed, to: speedAt(speed, offset), endFrame: offset } : speed
  const sourceStartSeconds = sourceSecondsAt(shot, offset, frameRate)
  return [
    { ...shot, speed: first },
    { ...shot, sourceStartSeconds, speed: laterRamp(speed, offset) },
  ]
}

/** A change of speed as it is seen from so many frames later. */
function laterRamp(speed: SpeedRamp, frames: number): SpeedRamp {
  const from = frames > speed.startFrame ? speedAt(speed, frames) : speed.from
  const startFrame = Math.max(0, speed.startFrame - frames)
  return { from, to: speed.to, startFrame, endFrame: Math.max(startFrame, speed.endFrame - frames) }
}

/**
 * The camera stands in the later half where it stood before, in every format: a movement at one speed goes on as it was; one
 * that gathers speed keeps its beginning and its end, and is even at the new cut.
 */
function splitPhoto(shot: PhotoShot, offset: number, lengthFrames: number): readonly [PhotoShot, PhotoShot] {
  const standingAt = (framing: PhotoFraming, frame: number) =>
    cameraAt({ ...shot, ...framing }, frame, lengthFrames)
  const first = <F extends PhotoFraming>(framing: F) => ({ ...framing, to: standingAt(framing, offset - 1) })
  const later = <F extends PhotoFraming>(framing: F) => ({ ...framing, from: standingAt(framing, offset) })
  const eases = {
    linear: ['linear', 'linear'],
    'ease-in': ['ease-in', 'linear'],
    'ease-out': ['linear', 'ease-out'],
    'ease-in-out': ['ease-in', 'ease-out'],
  } as const
  const [easing, laterEasing] = eases[shot.easing]
  return [
    { ...first(shot), easing, framings: eachFraming(shot.framings, first) },
    { ...later(shot), easing: laterEasing, framings: eachFraming(shot.framings, later) },
  ]
}

function eachFraming(
  framings: PhotoShot['framings'],
  change: (framing: PhotoFraming) => PhotoFraming,
): PhotoShot['framings'] {
  return Object.fromEntries(
    Object.entries(framings).map(([aspect, framing]) => [aspect, framing && change(framing)]),
  )
}

/** How much film a clip uses, in seconds, at its speeds. */
export function filmSecondsOf(shot: ClipShot, lengthFrames: number, frameRate: number): number {
  return secondsOfFrames(filmedFrames(shot.speed, lengthFrames), frameRate)
}
