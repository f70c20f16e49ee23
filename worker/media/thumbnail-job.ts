/** A photo's or clip's first job: its small pictures. */
import { type ThumbnailSize, thumbnailForms } from '#core/media/thumbnails.ts'
import { Refusal } from '../http/refusal.ts'
import type { JobHandler } from '../jobs/handler.ts'
import { keysOfMedia } from './media.ts'
import { beginProxies } from './proxies.ts'
import { findMedia, finishMedia } from './store.ts'

/** Longer than any picture takes, shorter than what was given up waits for its sweep. */
const addressSeconds = 2 * 3600

/** Orders the small pictures, calls the photo or clip ready when all are stored, and then lets a clip wait for its proxy. */
export const thumbnailJob: JobHandler = {
  async order(job, { db, store }) {
    const row = await findMedia(db, { id: job.ownerId }, job.subjectId)
    if (row === undefined) throw new Refusal('media-not-found', 'The photo or clip was removed meanwhile.')
    const keys = keysOfMedia(job.ownerId, row.id)
    const { format, contentHash } = row
    const place = async ([size, form]: [
      string,
      { readonly longSidePixels: number; readonly quality: number },
    ]) => ({
      ...form,
      // The sizes are the keys of the very object that is walked.
      putUrl: await store.signPut(keys[size as ThumbnailSize], addressSeconds),
    })
    return {
      kind: 'thumbnail',
      media: { url: await store.signGet(keys.file, addressSeconds), format, contentHash },
      thumbnails: await Promise.all(Object.entries(thumbnailForms).map(place)),
    }
  },

  async succeeded(job, _result, context) {
    await finishMedia(context.db, { id: job.ownerId }, job.subjectId, 'ready')
    await beginProxies(context)
  },

  async failed(job, _reason, context) {
    await finishMedia(context.db, { id: job.ownerId }, job.subjectId, 'failed')
    await beginProxies(context)
  },
}
