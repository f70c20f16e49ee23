/** Turns what somebody asks for into a render that can be made of their video. */
import { loopRange, loopSeconds } from '#core/timeline/loop.ts'
import { framesOfSeconds } from '#core/units.ts'
import type { Database } from '../db/client.ts'
import { refusalOf } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { getSongSource } from '../songs/songs.ts'
import type { MediaStore } from '../storage/media-store.ts'
import type { RenderPlan } from './renders.ts'
import type { NewRender } from './schema.ts'
import { type FoundVideo, getTimeline } from './videos.ts'

/** What somebody asks for, held against the video it is of: a stretch must lie in it, and a loop has its length. */
export async function planRender(
  { db, store }: { readonly db: Database; readonly store: MediaStore },
  owner: Owner,
  found: FoundVideo,
  wish: NewRender,
): Promise<RenderPlan> {
  const { range, variant } = wish
  if (range === undefined && variant !== 'loop') return wish
  const timeline = await getTimeline({ store }, found)
  if (range !== undefined && range.startFrame + range.lengthFrames > timeline.lengthFrames) {
    throw refusalOf('range', `the video ends at frame ${timeline.lengthFrames}.`)
  }
  if (variant !== 'loop') return wish
  const { analysis } = await getSongSource({ db, store }, owner, found.video.songId)
  const least = framesOfSeconds(loopSeconds.least, timeline.frameRate)
  const looped = range ?? loopRange(analysis, timeline)
  if (looped !== undefined && looped.lengthFrames >= least) return { ...wish, range: looped }
  throw refusalOf('range', `a loop lasts ${loopSeconds.least} seconds at least.`)
}
