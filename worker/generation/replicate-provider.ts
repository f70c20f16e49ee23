/** Replicate as a provider of takes. */
import type { Settings } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import type { JobContext } from '../jobs/handler.ts'
import { getReadyMedia, keysOfMedia } from '../media/media.ts'
import { inputOf, type ModelInput } from './model-inputs.ts'
import { modelFacts } from './models.ts'
import { findPrediction } from './prediction-store.ts'
import { outputGone, type Provider } from './provider.ts'
import type { Prediction, Replicate } from './replicate.ts'
import { findReplicate, replicateOff, webhookUrlOf } from './replicate-access.ts'
import { replicateWork } from './replicate-work.ts'
import type { TakeRow } from './take-store.ts'

/** Longer than a prediction may wait and work. */
const addressSeconds = 3600

/** Replicate as a provider of takes: off where it has no key, shown pictures by signed addresses, and believed only files of its own. */
export const replicateProvider: Provider = {
  name: 'replicate',

  whyNot: (settings) => (findReplicate(settings) === undefined ? replicateOff : null),

  work(take, context) {
    const { kind, replicateName } = modelFacts[take.modelId]
    if (replicateName === undefined) throw new Error(`${take.modelId} is no model of Replicate`)
    return replicateWork({
      db: context.db,
      replicate: getReplicate(context.settings),
      nowMs: context.nowMs,
      take,
      model: replicateName,
      webhookUrl: webhookUrlOf(context.settings, take.id),
      isClip: kind !== 'image',
      input: () => inputFor(take, context),
    })
  },

  async outputUrl(take, { db, settings }) {
    const asked = await findPrediction(db, take.id)
    const predictionId = asked?.predictionId ?? undefined
    const found = predictionId === undefined ? undefined : await getReplicate(settings).get(predictionId)
    return outputUrlOf(found ?? gone(), settings)
  },
}

function getReplicate(settings: Settings): Replicate {
  const replicate = findReplicate(settings)
  if (replicate === undefined) throw new Refusal('conflict', replicateOff)
  return replicate
}

/** What the model is sent. Its picture is the small one: upright, WebP, and without a word of where it was taken. */
async function inputFor(take: TakeRow, { db, store }: JobContext): Promise<ModelInput> {
  const { modelId, prompt, seed, isUpright, referenceMediaId, ownerId } = take
  if (modelId === 'looks') throw new Error('a look is asked of nobody')
  const picture =
    referenceMediaId === null ? undefined : await getReadyMedia(db, { id: ownerId }, referenceMediaId)
  const pictureUrl =
    picture === undefined
      ? undefined
      : await store.signGet(keysOfMedia(ownerId, picture.id).large, addressSeconds)
  return inputOf(modelId, { prompt, seed, aspect: isUpright ? '9:16' : '16:9', pictureUrl })
}

/** The address of the one file: models answer a text or a list of texts. Only the provider's own files are fetched. */
function outputUrlOf({ output }: Prediction, settings: Settings): string {
  const first: unknown = Array.isArray(output) ? output[0] : output
  if (first === null || first === undefined) return gone()
  if (typeof first !== 'string' || !URL.canParse(first) || !isOfProvider(new URL(first), settings))
    throw new Refusal(
      'unsupported-format',
      'The model answered with something that is no file. Nothing was charged.',
    )
  return first
}

function isOfProvider({ protocol, hostname, host }: URL, settings: Settings): boolean {
  const isDelivery = hostname === 'replicate.delivery' || hostname.endsWith('.replicate.delivery')
  // A server that stands in Replicate's place serves its files itself.
  return (protocol === 'https:' && isDelivery) || host === new URL(settings.REPLICATE_API_URL).host
}

function gone(): never {
  throw new Refusal('not-found', outputGone)
}
