/** Whether this installation has Replicate, and how it is reached. */
import type { Settings } from '../env.ts'
import { openReplicate, type Replicate } from './replicate.ts'

/** Why models cannot be chosen. */
export const replicateOff =
  'This installation has no access to Replicate. Its operator sets REPLICATE_API_TOKEN and REPLICATE_WEBHOOK_SECRET.'

/** The API, or `undefined` where no token is set. */
export function findReplicate(settings: Settings): Replicate | undefined {
  const { REPLICATE_API_TOKEN: token, REPLICATE_API_URL: apiUrl } = settings
  return token === undefined ? undefined : openReplicate({ apiUrl, token })
}

/** Where messages about a take go. Replicate sends to HTTPS alone; whatever stands in its place decides by itself. */
export function webhookUrlOf(settings: Settings, takeId: string): string | undefined {
  const url = new URL(`/api/v1/webhooks/replicate/${takeId}`, settings.WORKER_ORIGIN)
  const isReplicate = new URL(settings.REPLICATE_API_URL).hostname.endsWith('replicate.com')
  return isReplicate && url.protocol !== 'https:' ? undefined : url.href
}
