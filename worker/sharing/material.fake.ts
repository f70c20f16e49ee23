/** Videos that can be shared, for tests. */
import { z } from 'zod'
import { SharedVideo } from '#core/sharing/shared-video.ts'
import type { Video } from '../studio/schema.ts'
import { type Client, makeClient } from '../testing/harness.ts'
import { runJob } from '../testing/jobs.ts'
import { planVideo } from '../testing/material.ts'
import { Share } from './schema.ts'

const Made = z.object({ id: z.string(), jobId: z.string() })

/** A finished render of a video. */
export async function render(
  client: Client,
  videoId: string,
  order: object = { preset: '720p30' },
): Promise<string> {
  const made = Made.parse((await client.post(`/videos/${videoId}/renders`, order)).json)
  await runJob(made.jobId)
  return made.id
}

/** A video of this person with one finished render. */
export async function finishedVideo(
  client: Client,
): Promise<{ readonly video: Video; readonly renderId: string }> {
  const video = await planVideo(client)
  return { video, renderId: await render(client, video.id) }
}

/** A link to a video, and what stands in it. */
export async function shareVideo(client: Client, videoId: string, order: object = {}) {
  const share = Share.parse((await client.post(`/videos/${videoId}/shares`, order)).json)
  return { ...share, slug: share.url.split('/').at(-1) ?? '' }
}

/** Somebody with a browser and no account, at a network address that nobody else has. */
export function viewer(cookie = ''): Client {
  return makeClient('', cookie, { 'cf-connecting-ip': crypto.randomUUID() })
}

/** What a link shows to somebody. */
export async function look(somebody: Client, slug: string): Promise<SharedVideo> {
  return SharedVideo.parse((await somebody.get(`/shares/${slug}`)).json)
}

/** The start of a JPEG of a size, as far as anybody reads it who does not decode it. */
export function jpeg(widthPixels: number, heightPixels: number): Uint8Array {
  const size = [heightPixels >> 8, heightPixels & 255, widthPixels >> 8, widthPixels & 255]
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe1, 0, 6, ...new TextEncoder().encode('Exif')],
    ...[0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9],
  ])
}
