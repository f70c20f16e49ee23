/** Object storage on an R2 bucket by binding. */
import {
  type ByteRange,
  type MediaStore,
  MultipartGone,
  type StoredObject,
  type StoredPart,
} from './media-store.ts'
import { type AddressSigner, type ObjectGrant, signAddress } from './object-address.ts'
import { noRetries, storageRetries, withRetries } from './retry.ts'

/** R2 takes up to a thousand keys in one call. */
const keysADelete = 1000

/** A bucket as a `MediaStore`. Its signed addresses lead back to this Worker, because a binding has none. */
export class R2Store implements MediaStore {
  readonly #bucket: R2Bucket
  readonly #signer: AddressSigner

  constructor(bucket: R2Bucket, signer: AddressSigner) {
    this.#bucket = bucket
    this.#signer = signer
  }

  async put(
    key: string,
    body: ReadableStream | ArrayBuffer | Uint8Array,
    options: { contentType: string; bytes: number },
  ): Promise<StoredObject> {
    const object = await sendBody('put', body, options.bytes, (sent) =>
      this.#bucket.put(key, sent, { httpMetadata: { contentType: options.contentType } }),
    )
    return storedObject(object)
  }

  async head(key: string): Promise<StoredObject | undefined> {
    const object = await withRetries('head', storageRetries, () => this.#bucket.head(key))
    return object === null ? undefined : storedObject(object)
  }

  async get(
    key: string,
    range?: ByteRange,
  ): Promise<{ object: StoredObject; body: ReadableStream } | undefined> {
    const found = await withRetries('get', storageRetries, () =>
      this.#bucket.get(key, range === undefined ? {} : { range }),
    )
    return found === null ? undefined : { object: storedObject(found), body: found.body }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += keysADelete) {
      await withRetries('delete', storageRetries, () =>
        this.#bucket.delete(keys.slice(from, from + keysADelete)),
      )
    }
  }

  async createMultipart(key: string, contentType: string): Promise<string> {
    const upload = await withRetries('create multipart', storageRetries, () =>
      this.#bucket.createMultipartUpload(key, { httpMetadata: { contentType } }),
    )
    return upload.uploadId
  }

  async putPart(
    key: string,
    uploadId: string,
    partNumber: number,
    body: ReadableStream | Uint8Array,
    bytes: number,
  ): Promise<StoredPart> {
    const upload = this.#bucket.resumeMultipartUpload(key, uploadId)
    const { etag } = await sendBody('put part', body, bytes, (sent) =>
      upload.uploadPart(partNumber, sent).catch(throwGone),
    )
    return { partNumber, etag }
  }

  async completeMultipart(
    key: string,
    uploadId: string,
    parts: readonly StoredPart[],
  ): Promise<StoredObject> {
    const upload = this.#bucket.resumeMultipartUpload(key, uploadId)
    try {
      const complete = () => upload.complete([...parts]).catch(throwGone)
      return storedObject(await withRetries('complete multipart', storageRetries, complete, isGone))
    } catch (error) {
      const done = isGone(error) ? await this.head(key) : undefined
      if (done === undefined) throw error
      return done
    }
  }

  async abortMultipart(key: string, uploadId: string): Promise<void> {
    const upload = this.#bucket.resumeMultipartUpload(key, uploadId)
    await withRetries('abort multipart', storageRetries, () => upload.abort().catch(throwGone), isGone).catch(
      (error: unknown) => {
        if (!isGone(error)) throw error
      },
    )
  }

  async signGet(key: string, expiresInSeconds: number, fileName?: string): Promise<string> {
    const named = fileName === undefined ? {} : { fileName }
    return await this.#sign({ method: 'GET', key, ...named }, expiresInSeconds)
  }

  async signPut(key: string, expiresInSeconds: number): Promise<string> {
    return await this.#sign({ method: 'PUT', key }, expiresInSeconds)
  }

  async signPutPart(
    key: string,
    uploadId: string,
    partNumber: number,
    expiresInSeconds: number,
  ): Promise<string> {
    return await this.#sign({ method: 'PUT', key, uploadId, partNumber }, expiresInSeconds)
  }

  #sign(grant: Omit<ObjectGrant, 'expiresAtSeconds'>, expiresInSeconds: number): Promise<string> {
    const expiresAtSeconds = Math.ceil(Date.now() / 1000) + expiresInSeconds
    return signAddress(this.#signer, { ...grant, expiresAtSeconds })
  }
}

/**
 * Sends a body of known length. R2 wants a stream whose length the platform knows, so a plain one is poured through a
 * fixed-length one, which also fails the write when the body is shorter or longer than was said.
 */
async function sendBody<T>(
  operation: string,
  body: ReadableStream | ArrayBuffer | Uint8Array,
  bytes: number,
  send: (body: ReadableStream | ArrayBuffer | Uint8Array) => Promise<T>,
): Promise<T> {
  if (!(body instanceof ReadableStream)) {
    return await withRetries(operation, storageRetries, () => send(body), isGone)
  }
  const fixed = new FixedLengthStream(bytes)
  const [piped, sent] = await Promise.allSettled([
    body.pipeTo(fixed.writable),
    withRetries(operation, noRetries, () => send(fixed.readable), isGone),
  ])
  if (sent.status === 'fulfilled' && piped.status === 'fulfilled') return sent.value
  throw sent.status === 'rejected' ? sent.reason : (piped as PromiseRejectedResult).reason
}

function storedObject(object: R2Object): StoredObject {
  return {
    key: object.key,
    bytes: object.size,
    contentType: object.httpMetadata?.contentType ?? 'application/octet-stream',
    etag: object.httpEtag,
  }
}

/** R2 tells "the specified multipart upload does not exist" by the code 10024 in its message. */
function throwGone(error: unknown): never {
  if (error instanceof Error && /\(10024\)|multipart upload does not exist/i.test(error.message))
    throw new MultipartGone()
  throw error
}

function isGone(error: unknown): boolean {
  return error instanceof MultipartGone
}
