/** Turns what a segment should show into a scene that can be painted, with its photos and films at hand. */
import type { Look } from '#core/timeline/look.ts'
import type { Segment, ShotPart } from '#core/timeline/segments.ts'
import type { ClipShot, TransitionKind } from '#core/timeline/timeline.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { clipFrames } from './clip-frames.ts'
import { planFilm } from './film.ts'
import type { Lettering } from './lettering.ts'
import type { PaintLane } from './paint-lane.ts'
import type { Scene, Side } from './painter.ts'
import type { Photos } from './photos.ts'
import type { FrameSize } from './picture.ts'
import { looksOf, nearestZoom } from './side-looks.ts'
import type { Sources } from './sources.ts'

/** A scene, and the decoded frames of those sides that are films. */
export type ReadyScene = {
  readonly scene: Scene
  readonly given: readonly (AsyncGenerator<Uint8Array, void> | undefined)[]
}

/** What scenes of one render have in common. */
export type Surroundings = {
  readonly frame: FrameSize
  readonly frameRate: number
  readonly photos: Photos
  readonly lettering: Lettering
  readonly sources: Sources
  readonly signal: AbortSignal
}

/** Fetches and prepares what the segment shows. Decoding of films begins when their first frame is asked for. */
export async function readyScene(
  segment: Segment,
  lane: PaintLane,
  around: Surroundings,
): Promise<ReadyScene> {
  const { content, lengthFrames } = segment
  const { frame, frameRate } = around
  const parts = content.kind === 'shot' ? ([content.part] as const) : ([content.from, content.to] as const)
  const transition = content.kind === 'shot' ? undefined : content.transition
  const looks = looksOf({ parts, transition, lengthFrames, frameRate })
  const [first, second] = await Promise.all(
    parts.map((part, i) => readySide({ part, looks: looks[i] ?? [], transition }, lane, around)),
  )
  if (first === undefined) throw new Error('a segment shows at least one shot')
  const shown =
    content.kind === 'shot' || second === undefined
      ? { kind: 'shot' as const, side: first.side }
      : { kind: 'transition' as const, transition: content.transition, from: first.side, to: second.side }
  const words = await around.lettering.wordsOf(segment)
  const over = { words, ...(segment.wave === undefined ? {} : { wave: segment.wave }) }
  return {
    scene: { ...frame, frameRate, lengthFrames, content: shown, ...over },
    given: [first.given, second?.given],
  }
}

type ReadySide = { readonly side: Side; readonly given: AsyncGenerator<Uint8Array, void> | undefined }

type SideToReady = {
  readonly part: ShotPart
  readonly looks: readonly Look[]
  readonly transition: TransitionKind | undefined
}

async function readySide(
  { part, looks, transition }: SideToReady,
  lane: PaintLane,
  around: Surroundings,
): Promise<ReadySide> {
  const { shot } = part
  switch (shot.kind) {
    case 'photo': {
      const photo = await around.photos.pictureOf({ shot, zoom: nearestZoom(part, transition) }, lane)
      return { side: { kind: 'photo', fit: shot.fit, ...photo, part }, given: undefined }
    }
    case 'visual':
      return { side: { kind: 'visual', shot, part }, given: undefined }
    case 'clip':
      return await readyFilm(part, shot, looks, around)
  }
}

async function readyFilm(
  part: ShotPart,
  shot: ClipShot,
  looks: readonly Look[],
  { sources, frame, frameRate, signal }: Surroundings,
): Promise<ReadySide> {
  const source = await sources.get(shot.mediaId)
  const { video, durationSeconds } = await readStreamFacts(source.path, source.format, signal)
  const film = planFilm(shot, looks, { picture: video === undefined ? frame : uprightSize(video), frame })
  const momentSeconds = looks.map(({ sourceSeconds }) => sourceSeconds)
  const { size } = film
  return {
    side: { kind: 'film', film, part },
    given: clipFrames({ source, durationSeconds, momentSeconds, shot, size, frameRate, signal }),
  }
}

function uprightSize(video: FrameSize & { readonly rotationDegrees: number }): FrameSize {
  const { widthPixels, heightPixels } = video
  const isTurned = Math.abs(video.rotationDegrees) % 180 === 90
  return isTurned ? { widthPixels: heightPixels, heightPixels: widthPixels } : { widthPixels, heightPixels }
}
