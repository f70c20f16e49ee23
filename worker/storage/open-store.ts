/** Chooses object storage by the settings: the R2 binding, or an S3 server. */
import type { Bindings, Settings } from '../env.ts'
import type { MediaStore } from './media-store.ts'
import { R2Store } from './r2-store.ts'
import { S3Store } from './s3-store.ts'

/** Opens storage. R2 has no signed addresses by binding, so its addresses lead to this Worker. */
export function openStore(settings: Settings, bindings: Bindings): MediaStore {
  if (settings.STORAGE === 'r2') {
    return new R2Store(bindings.MEDIA, { origin: settings.WORKER_ORIGIN, secret: settings.SIGNING_SECRET })
  }
  return new S3Store({
    endpoint: settings.S3_ENDPOINT,
    bucket: settings.S3_BUCKET,
    region: settings.S3_REGION,
    accessKeyId: settings.S3_ACCESS_KEY_ID,
    secretAccessKey: settings.S3_SECRET_ACCESS_KEY,
  })
}
