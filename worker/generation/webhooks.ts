/** What becomes of a message from Replicate: it is proved to be theirs, and then only says that there is something to look at. */
import type { Settings } from '../env.ts'
import { logEvent } from '../http/log.ts'
import { parseJson } from '../http/parse-json.ts'
import { Refusal, refusalOf } from '../http/refusal.ts'
import type { Keeping } from '../intake/intake.ts'
import {
  findPrediction,
  forgetDelivery,
  isNewDelivery,
  noteHeard,
  takeOfPrediction,
} from './prediction-store.ts'
import { WebhookBody } from './replicate.ts'
import { findReplicate } from './replicate-access.ts'
import { isWhatWasAsked } from './replicate-work.ts'
import { findTakeOfMessage } from './take-store.ts'
import { isSigned, type SignedMessage } from './webhook-signature.ts'

/** What acting on a message needs; `hear` looks at a job's work at once. */
export type Hearing = Pick<Keeping, 'db' | 'nowMs'> & {
  readonly settings: Settings
  hear(jobId: string): Promise<void>
}

/** Refuses what is not signed, or too old. A message that came before, or that is about nothing of ours, changes nothing. */
export async function hearReplicate(hearing: Hearing, takeId: string, message: SignedMessage): Promise<void> {
  const { db, settings, nowMs } = hearing
  const secret = settings.REPLICATE_WEBHOOK_SECRET
  if (secret === undefined) throw new Refusal('not-found', 'This installation has no access to Replicate.')
  if (!(await isSigned(secret, message, nowMs)))
    throw new Refusal('signature-invalid', 'The signature is wrong, or more than five minutes old.')
  const body = WebhookBody.safeParse(parseJson(new TextDecoder().decode(message.body)))
  if (!body.success) throw refusalOf('id', 'the message names no prediction.')
  if (!(await isNewDelivery(db, message.id, nowMs))) return
  try {
    await act(hearing, takeId, body.data.id)
  } catch (error) {
    await forgetDelivery(db, message.id)
    throw error
  }
}

/**
 * The address says which take, the signed body which prediction. Where both belong together the job looks at once. A
 * prediction that nobody knows and that asks for what the take asked for was made by a request whose answer was lost: it is
 * the take's, or one too many, which is ended.
 */
async function act(hearing: Hearing, takeId: string, predictionId: string): Promise<void> {
  const { db } = hearing
  const [take, asked, holder] = await Promise.all([
    findTakeOfMessage(db, takeId),
    findPrediction(db, takeId),
    takeOfPrediction(db, predictionId),
  ])
  if (take?.jobId == null || asked === undefined) return
  if (holder === takeId) return await hearing.hear(take.jobId)
  if (holder !== undefined) return
  if (asked.predictionId === null) {
    await noteHeard(db, takeId, predictionId)
    return await hearing.hear(take.jobId)
  }
  const replicate = findReplicate(hearing.settings)
  const stray = await replicate?.get(predictionId)
  if (stray === undefined || !isWhatWasAsked(asked, stray)) return
  logEvent('stray-prediction-ended', { takeId })
  await replicate?.cancel(predictionId)
}
