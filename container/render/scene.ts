/** Turns what a segment should show into a scene that can be painted, with its photos and clips at hand. */
import type { Segment, ShotPart } from '#core/timeline/segments.ts'
import { clipFrames } from './clip-frames.ts'
import type { PaintLane } from './paint-lane.ts'
import type { Scene, Side } from './painter.ts'
import type { FrameSize, Photos } from './photos.ts'
import type { Sources } from './sources.ts'

/** A scene, and the decoded frames of those sides that are clips. */
export type ReadyScene = {
  readonly scene: Scene
  readonly given: readonly (AsyncGenerator<Uint8Array, void> | undefined)[]
}

/** What scenes of one render have in common. */
export type Surroundings = {
  readonly frame: FrameSize
  readonly frameRate: number
  readonly photos: Photos
  readonly sources: Sources
  readonly signal: AbortSignal
}

/** Fetches and prepares what the segment shows. Decoding of clips begins when their first frame is asked for. */
export async function readyScene(
  segment: Segment,
  lane: PaintLane,
  around: Surroundings,
): Promise<ReadyScene> {
  const { content, lengthFrames } = segment
  const { frame, frameRate } = around
  const parts = content.kind === 'shot' ? [content.part] : [content.from, content.to]
  const [first, second] = await Promise.all(parts.map((part) => readySide(part, lengthFrames, lane, around)))
  if (first === undefined) throw new Error('a segment shows at least one shot')
  const shown =
    content.kind === 'shot' || second === undefined
      ? { kind: 'shot' as const, side: first.side }
      : { kind: 'transition' as const, transition: content.transition, from: first.side, to: second.side }
  return {
    scene: { ...frame, frameRate, lengthFrames, content: shown },
    given: [first.given, second?.given],
  }
}

type ReadySide = { readonly side: Side; readonly given: AsyncGenerator<Uint8Array, void> | undefined }

async function readySide(
  part: ShotPart,
  lengthFrames: number,
  lane: PaintLane,
  around: Surroundings,
): Promise<ReadySide> {
  const { shot } = part
  switch (shot.kind) {
    case 'photo': {
      const picture = await around.photos.pictureOf(shot, lane)
      return { side: { kind: 'photo', picture, part }, given: undefined }
    }
    case 'visual':
      return { side: { kind: 'visual', shot, part }, given: undefined }
    case 'clip': {
      const source = await around.sources.get(shot.mediaId)
      const { frame, frameRate, signal } = around
      return {
        side: { kind: 'given', part },
        given: clipFrames({ source, shot, part, lengthFrames, frame, frameRate, signal }),
      }
    }
  }
}
