/** Brings what a model made into the library, at once: the provider's files are gone after an hour. */
import { formatFacts } from '#core/media/format.ts'
import type { Provenance } from '#core/media/provenance.ts'
import type { Statement } from '../db/client.ts'
import { Refusal } from '../http/refusal.ts'
import { cleanFileName } from '../intake/file-name.ts'
import { allOrNothing, type Surroundings } from '../intake/intake.ts'
import { storeContent } from '../intake/store-content.ts'
import type { Owner } from '../jobs/store.ts'
import { NotNow } from '../jobs/work.ts'
import { keepMedia, keysOfMedia } from '../media/media.ts'
import { outputGone } from './provider.ts'

/** What is brought: from where, as what, and the statements that are written with it or not at all. */
export type Output = {
  readonly url: string
  readonly kind: 'clip' | 'photo'
  readonly mediaId: string
  readonly title: string
  readonly generated: Provenance
  readonly alongside: readonly Statement[]
}

/** Ten seconds of the largest picture that any of the models makes take a tenth of this. */
const mostBytes = 200 * 1024 * 1024
const fetchTimeoutMs = 120_000
const unreachable = 'What the model made could not be fetched. Nothing was charged. Try again later.'

/**
 * Fetches a file, has it decoded to its end, and writes it into the library. Refuses what is no clip or photo, whatever the
 * provider calls it, and what is not there any more.
 */
export async function bringHome(surroundings: Surroundings, owner: Owner, output: Output): Promise<void> {
  const { mediaId, kind, title, generated, alongside } = output
  const { file: key } = keysOfMedia(owner.id, mediaId)
  const content = await openOutput(output.url)
  try {
    await allOrNothing(surroundings, { key, ownerId: owner.id }, async (opened) => {
      const target = { key, purpose: 'media', opened } as const
      const format = await storeContent(surroundings.store, target, broken(content), { mostBytes, refusal })
      if (formatFacts[format].kind !== kind)
        throw new Refusal('unsupported-format', `it is a ${formatFacts[format].kind}, not a ${kind}.`)
      const fileName = cleanFileName(`${title}.${format}`)
      await keepMedia(
        surroundings,
        owner,
        { mediaId, fileName, format, keepLocation: false, generated },
        alongside,
      )
    })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'service-unavailable') throw error
    throw new Refusal(error.code, `What the model sent cannot be used: ${error.detail} Nothing was charged.`)
  } finally {
    await content.cancel().catch(() => undefined)
  }
}

function refusal(): Refusal {
  return new Refusal('too-large', `it is larger than ${mostBytes / 2 ** 20} MB.`)
}

/** The bytes of a file at the provider. No redirect is followed: the address came from the provider itself. */
async function openOutput(url: string): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(fetchTimeoutMs),
  }).catch(() => undefined)
  if (response === undefined) throw new NotNow(unreachable)
  if (response.ok && response.body !== null) return response.body
  await response.body?.cancel()
  if (response.status === 429 || response.status >= 500) throw new NotNow(unreachable)
  throw new Refusal('not-found', outputGone)
}

/** A connection that breaks in the middle is no file of another kind: it is fetched again. */
async function* broken(content: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = content.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new NotNow(unreachable)
      })
      if (done) return
      yield value
    }
  } finally {
    reader.releaseLock()
  }
}
