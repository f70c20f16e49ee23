/** Has the media service decode a stored file before it is kept, and turns its complaints into refusals. */
import { formatFacts, type MediaFormat } from '#core/media/format.ts'
import type { Complaint, Facts } from '#core/work/report.ts'
import { Refusal, type RefusalCode } from '../http/refusal.ts'
import type { Composer } from '../jobs/composer.ts'
import type { MediaStore } from '../storage/media-store.ts'

/** A probe of half an hour of music ends within two minutes. */
const addressSeconds = 15 * 60

/** What each complaint means to the person who brought the file. */
const codeOfComplaint: Readonly<Record<Complaint['code'], RefusalCode>> = {
  'unreadable-file': 'unreadable-file',
  'file-empty': 'unreadable-file',
  'no-audio': 'unreadable-file',
  'no-picture': 'unreadable-file',
  'too-long': 'limit-exceeded',
  'too-short': 'limit-exceeded',
  'too-many-pixels': 'limit-exceeded',
  'too-many-channels': 'limit-exceeded',
  'took-too-long': 'limit-exceeded',
  'unsupported-format': 'unsupported-format',
  'source-unavailable': 'service-unavailable',
  'proof-failed': 'service-unavailable',
  cancelled: 'service-unavailable',
  internal: 'service-unavailable',
}

/**
 * The facts of a stored file. Refuses with the limit it broke, or with 503 when nobody can say. Of a photo that is not to
 * say where it was taken, the object is then one that does not, and the facts are its.
 */
export async function examine(
  { composer, store }: { readonly composer: Composer; readonly store: MediaStore },
  file: { readonly key: string; readonly format: MediaFormat; readonly keepLocation?: boolean },
): Promise<Facts> {
  const url = await store.signGet(file.key, addressSeconds)
  const { kind } = formatFacts[file.format]
  const isCleaned = kind === 'photo' && file.keepLocation !== true
  const cleaned = isCleaned ? { cleanedPutUrl: await store.signPut(file.key, addressSeconds) } : {}
  const answer = await composer.probe({ url, format: file.format, kind, ...cleaned })
  if (!answer.ok) throw refusalOf(answer.complaint)
  if (answer.facts.kind !== kind)
    throw new Error(`the probe of a ${kind} answered facts of a ${answer.facts.kind}`)
  return answer.facts
}

function refusalOf({ code, detail, retryable }: Complaint): Refusal {
  const refusal = retryable ? 'service-unavailable' : codeOfComplaint[code]
  return new Refusal(refusal, detail, refusal === 'service-unavailable' ? { 'retry-after': '5' } : {})
}
