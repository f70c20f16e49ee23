/** The job of a take: asked of its provider, brought into the library, charged when it is there and released when it is not. */
import { Refusal } from '../http/refusal.ts'
import type { JobContext, OwnWorkHandler } from '../jobs/handler.ts'
import type { JobRow } from '../jobs/tables.ts'
import { NotNow } from '../jobs/work.ts'
import { getVideo } from '../studio/videos.ts'
import { bringHome } from './bring-home.ts'
import { hasEnded, release } from './ledger-store.ts'
import { modelFacts } from './models.ts'
import type { Provider } from './provider.ts'
import { providerOf } from './providers.ts'
import { delivery, findTakeToRun, type TakeRow } from './take-store.ts'

/** Works on one take. A video that is gone when its picture comes is refused, which releases what was reserved for it. */
export const takeJob: OwnWorkHandler = {
  async work(job, context) {
    const take = await getTakeToRun(job, context)
    return getProvider(take).work(take, context)
  },

  async succeeded(job, context) {
    const take = await getTakeToRun(job, context)
    if (take.result !== null) return
    // A video that was deleted meanwhile wants nothing any more, and pays for nothing.
    await getVideo(context.db, { id: job.ownerId }, take.videoId)
    await deliver(take, context)
  },

  async failed(job, _reason, { db, nowMs }) {
    await release(db, job.subjectId, nowMs)
  },
}

async function getTakeToRun(job: JobRow, { db }: JobContext): Promise<TakeRow> {
  const take = await findTakeToRun(db, { id: job.ownerId }, job.subjectId)
  if (take === undefined) throw new Refusal('take-not-found', 'The take was removed meanwhile.')
  return take
}

function getProvider({ modelId }: TakeRow): Provider {
  const provider = providerOf(modelId)
  if (provider === undefined) throw new Error(`${modelId} has no work to be done elsewhere`)
  return provider
}

async function deliver(take: TakeRow, context: JobContext): Promise<void> {
  const { db, nowMs } = context
  const provider = getProvider(take)
  const { kind: makes, title, replicateName, takesSeed } = modelFacts[take.modelId]
  const kind = makes === 'image' ? 'photo' : 'clip'
  if (take.mediaId === null) throw new Error(`the take ${take.id} has no place in the library`)
  const { mediaId, prompt } = take
  const seed = takesSeed ? take.seed : null
  const model = replicateName ?? take.modelId
  const output = {
    url: await provider.outputUrl(take, context),
    kind,
    mediaId,
    title: `${take.partTitle}, ${title}`,
    generated: { provider: provider.name, model, prompt, seed, takeId: take.id },
    alongside: delivery(db, take, { kind, mediaId }, nowMs),
  } as const
  try {
    await bringHome(context, { id: take.ownerId }, output)
  } catch (error) {
    // Given up in the very moment it arrived: the ledger let one of the two happen.
    if (error instanceof Refusal || error instanceof NotNow || !(await hasEnded(db, take.id))) throw error
    throw new Refusal('conflict', 'The take was given up meanwhile. Nothing was charged.')
  }
}
