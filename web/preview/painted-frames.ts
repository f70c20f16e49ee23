/** The frames of a timeline painted one by one, at any size and in no hurry: for files made on this device. */
import type { Music } from '#core/timeline/music.ts'
import type { FrameSize } from '#core/timeline/preset.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { microsecondsOfFrames } from '#core/units.ts'
import type { FrameSource } from '../device/frame-source.ts'
import { makeCompositor } from './compositor.ts'
import { indexFrames } from './frame-index.ts'
import { textsOf } from './lettering.ts'
import { makePictureDesk } from './picture-desk.ts'
import { type FindMedia, type PreviewProblem, problemTeller } from './preview-media.ts'
import { contextOf } from './surfaces.ts'

/** What frames are painted of. */
export type PaintingParts = FrameSize & {
  readonly timeline: Timeline
  readonly music: Music
  readonly media: FindMedia
  readonly onProblem?: (problem: PreviewProblem) => void
}

/** Paints frames of a timeline. In ascending order films are decoded only once; any other order works as well. */
export function makePaintedFrames(parts: PaintingParts): FrameSource {
  const { timeline, music, media, widthPixels, heightPixels } = parts
  const size = { widthPixels, heightPixels }
  const index = indexFrames(timeline, music)
  const compositor = makeCompositor(size, timeline.aspect)
  const tell = (problem: PreviewProblem) => parts.onProblem?.(problem)
  const desk = makePictureDesk(size, media, tell)
  const context = contextOf(new OffscreenCanvas(widthPixels, heightPixels))
  const { frameRate, lengthFrames } = timeline
  return {
    ...size,
    frameRate,
    lengthFrames,
    async paint(frame) {
      const moment = index.momentAt(frame)
      desk.lookAhead(index, frame)
      await compositor.prepare(textsOf(moment.segment)).catch(problemTeller(tell))
      compositor.compose(context, moment, await desk.ready(moment))
      return new VideoFrame(context.canvas, {
        timestamp: microsecondsOfFrames(frame, frameRate),
        duration: microsecondsOfFrames(1, frameRate),
      })
    },
    close: desk.close,
  }
}
