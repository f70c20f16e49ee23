/** Storyboards for tests: a video with one, a budget, and takes that are ordered at their price. */
import type { ModelId } from '../generation/model-id.ts'
import type { Take } from '../generation/schema.ts'
import { MonthBudget, Storyboard, Takes } from '../generation/schema.ts'
import type { Client } from './harness.ts'
import { planVideo } from './material.ts'

/** A video of this person, of five parts, and what may be spent on it. */
export async function boardOf(client: Client, limitMicroDollars = 5_000_000) {
  const video = await planVideo(client)
  MonthBudget.parse((await client.put('/generation/budget', { limitMicroDollars })).json)
  return {
    videoId: video.id,
    songId: video.songId,
    path: `/videos/${video.id}/storyboard`,
    mediaIds: video.mediaIds,
  }
}

/** The storyboard as it is now. */
export async function readBoard(client: Client, path: string): Promise<Storyboard> {
  return Storyboard.parse((await client.get(path)).json)
}

/** Lets a part be made by a model. */
export async function choose(client: Client, path: string, partId: string, modelId: ModelId): Promise<void> {
  const answer = await client.patch(`${path}/parts/${partId}`, { modelId })
  if (answer.status !== 200) throw new Error(answer.text)
}

/** Asks for takes of parts at their price. */
export async function order(
  client: Client,
  path: string,
  ...partIds: readonly string[]
): Promise<readonly Take[]> {
  const { parts } = await readBoard(client, path)
  const asked = parts.filter(({ id }) => partIds.includes(id))
  const quotedMicroDollars = asked.reduce((sum, { priceMicroDollars }) => sum + priceMicroDollars, 0)
  const answer = await client.post(`${path}/takes`, { partIds, quotedMicroDollars })
  if (answer.status !== 202) throw new Error(answer.text)
  return Takes.parse(answer.json).items
}

/** A take that was ordered, and the job that makes it. */
export async function orderClip(client: Client, path: string, partId = 'part-0') {
  await choose(client, path, partId, 'wan-2.2-t2v-fast')
  const [take] = await order(client, path, partId)
  if (take === undefined || take.jobId === null) throw new Error('no take was ordered')
  return { ...take, jobId: take.jobId, path: `${path}/takes/${take.id}` }
}
