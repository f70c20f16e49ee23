/** A video of its own made of a timeline, of the same song and pictures. */
import type { Timeline } from '#core/timeline/timeline.ts'
import { createVideo, getTimeline, putTimeline } from '../../api/calls.ts'
import { makeIdempotencyKey } from '../../api/request.ts'
import type { Video } from '../../api/shapes.ts'

/** Makes a video that shows this timeline, and answers its id. Throws what the API refuses. */
export async function copyVideo(
  { songId, mediaIds }: Pick<Video, 'songId' | 'mediaIds'>,
  timeline: Timeline,
  title: string,
): Promise<string> {
  const { aspect, style, seed, songStartSeconds, lengthFrames, frameRate } = timeline
  const range = { startSeconds: songStartSeconds, durationSeconds: lengthFrames / frameRate }
  const order = { songId, mediaIds, aspect, style, seed, range, title: title.slice(-200) }
  const made = await createVideo(order, makeIdempotencyKey())
  const { etag } = await getTimeline(made.id)
  await putTimeline(made.id, timeline, etag)
  return made.id
}
