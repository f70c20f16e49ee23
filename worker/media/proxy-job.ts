/** The job that makes a clip's proxy. Whatever becomes of it, the clip stays as it is. */
import { Refusal } from '../http/refusal.ts'
import type { JobHandler } from '../jobs/handler.ts'
import { keysOfMedia } from './media.ts'
import { beginProxies } from './proxies.ts'
import { writeProxy } from './proxy-store.ts'
import { findMedia } from './store.ts'

/** Longer than any proxy takes, shorter than what was given up waits for its sweep. */
const addressSeconds = 2 * 3600

/** Orders the proxy, writes down what it came to, and lets the next clip have its turn. */
export const proxyJob: JobHandler = {
  async order(job, { db, store }) {
    const row = await findMedia(db, { id: job.ownerId }, job.subjectId)
    if (row === undefined) throw new Refusal('media-not-found', 'The clip was removed meanwhile.')
    const keys = keysOfMedia(job.ownerId, row.id)
    const { format, contentHash } = row
    return {
      kind: 'proxy',
      media: { url: await store.signGet(keys.file, addressSeconds), format, contentHash },
      putUrl: await store.signPut(keys.proxy, addressSeconds),
    }
  },

  async succeeded(job, result, context) {
    if (result.kind !== 'proxy') throw new Error(`a proxy came to be a ${result.kind}`)
    await writeProxy(context.db, { id: job.ownerId }, job.subjectId, result.proxy)
    await beginProxies(context, job.id)
  },

  async failed(job, _reason, context) {
    await beginProxies(context, job.id)
  },
}
