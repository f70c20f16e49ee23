/** Object storage on any server that speaks S3. */
import { dispositionOf } from './disposition.ts'
import {
  type ByteRange,
  type MediaStore,
  MultipartGone,
  StorageUnavailable,
  type StoredObject,
  type StoredPart,
} from './media-store.ts'
import { callS3, presign, type S3Account, type S3Call } from './s3-requests.ts'
import { completeDocument, errorCodeOf, textOfElement } from './s3-xml.ts'

/** Deletes that are under way at once; deleting many in one call would need a checksum some servers want and others refuse. */
const deletesAtOnce = 6

/** A bucket of an S3 server as a `MediaStore`. */
export class S3Store implements MediaStore {
  readonly #account: S3Account

  constructor(account: S3Account) {
    this.#account = account
  }

  async put(
    key: string,
    body: ReadableStream | ArrayBuffer | Uint8Array,
    options: { contentType: string; bytes: number },
  ): Promise<StoredObject> {
    const { contentType, bytes } = options
    const headers = { 'content-type': contentType }
    const response = await this.#sendBody({ operation: 'put', method: 'PUT', key, headers }, body, bytes)
    await expectOk(response, 'put')
    return { key, bytes, contentType, etag: response.headers.get('etag') ?? '' }
  }

  async head(key: string): Promise<StoredObject | undefined> {
    const response = await callS3(this.#account, { operation: 'head', method: 'HEAD', key })
    if (response.status === 404) return undefined
    await expectOk(response, 'head')
    return storedObject(key, response, Number(response.headers.get('content-length')))
  }

  async get(
    key: string,
    range?: ByteRange,
  ): Promise<{ object: StoredObject; body: ReadableStream } | undefined> {
    const headers: Record<string, string> =
      range === undefined ? {} : { range: `bytes=${range.offset}-${range.offset + range.length - 1}` }
    const response = await callS3(this.#account, { operation: 'get', method: 'GET', key, headers })
    if (response.status === 404) {
      await response.body?.cancel()
      return undefined
    }
    if (!response.ok) await expectOk(response, 'get')
    const bytes = sizeOf(response)
    return { object: storedObject(key, response, bytes), body: response.body ?? new Blob([]).stream() }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += deletesAtOnce) {
      await Promise.all(keys.slice(from, from + deletesAtOnce).map((key) => this.#deleteOne(key)))
    }
  }

  async createMultipart(key: string, contentType: string): Promise<string> {
    const response = await callS3(this.#account, {
      operation: 'create multipart',
      method: 'POST',
      key,
      query: { uploads: '' },
      headers: { 'content-type': contentType },
    })
    const uploadId = textOfElement(await expectOk(response, 'create multipart'), 'UploadId')
    if (uploadId === undefined || uploadId === '')
      throw new StorageUnavailable('create multipart', 'the answer names no upload')
    return uploadId
  }

  async putPart(
    key: string,
    uploadId: string,
    partNumber: number,
    body: ReadableStream | Uint8Array,
    bytes: number,
  ): Promise<StoredPart> {
    const query = { partNumber: String(partNumber), uploadId }
    const response = await this.#sendBody({ operation: 'put part', method: 'PUT', key, query }, body, bytes)
    await expectOk(response, 'put part')
    return { partNumber, etag: response.headers.get('etag') ?? '' }
  }

  async completeMultipart(
    key: string,
    uploadId: string,
    parts: readonly StoredPart[],
  ): Promise<StoredObject> {
    const response = await callS3(this.#account, {
      operation: 'complete multipart',
      method: 'POST',
      key,
      query: { uploadId },
      headers: { 'content-type': 'application/xml' },
      body: completeDocument(parts),
    })
    const gone = await expectOk(response, 'complete multipart').then(
      () => undefined,
      (error: unknown) => error,
    )
    if (gone !== undefined && !(gone instanceof MultipartGone)) throw gone
    const object = await this.head(key)
    if (object === undefined)
      throw gone ?? new StorageUnavailable('complete multipart', 'no object came of it')
    return object
  }

  async abortMultipart(key: string, uploadId: string): Promise<void> {
    const call = { operation: 'abort multipart', method: 'DELETE', key, query: { uploadId } } as const
    const response = await callS3(this.#account, call)
    if (response.status === 404) await response.body?.cancel()
    else await expectOk(response, 'abort multipart')
  }

  async signGet(key: string, expiresInSeconds: number, fileName?: string): Promise<string> {
    const query: Record<string, string> =
      fileName === undefined ? {} : { 'response-content-disposition': dispositionOf(fileName, true) }
    return await presign(this.#account, 'GET', key, expiresInSeconds, query)
  }

  async signPut(key: string, expiresInSeconds: number): Promise<string> {
    return await presign(this.#account, 'PUT', key, expiresInSeconds)
  }

  async signPutPart(
    key: string,
    uploadId: string,
    partNumber: number,
    expiresInSeconds: number,
  ): Promise<string> {
    const query = { partNumber: String(partNumber), uploadId }
    return await presign(this.#account, 'PUT', key, expiresInSeconds, query)
  }

  async #deleteOne(key: string): Promise<void> {
    const response = await callS3(this.#account, { operation: 'delete', method: 'DELETE', key })
    if (response.status === 404) await response.body?.cancel()
    else await expectOk(response, 'delete')
  }

  /** A stream is poured through one of fixed length, so that the request carries a Content-Length, which S3 demands. */
  async #sendBody(
    call: S3Call,
    body: ReadableStream | ArrayBuffer | Uint8Array,
    bytes: number,
  ): Promise<Response> {
    if (!(body instanceof ReadableStream)) return await callS3(this.#account, { ...call, body })
    const fixed = new FixedLengthStream(bytes)
    const [piped, sent] = await Promise.allSettled([
      body.pipeTo(fixed.writable),
      callS3(this.#account, { ...call, body: fixed.readable }),
    ])
    if (sent.status === 'rejected') throw sent.reason
    if (piped.status === 'rejected' && sent.value.ok) throw piped.reason
    return sent.value
  }
}

function storedObject(key: string, response: Response, bytes: number): StoredObject {
  return {
    key,
    bytes,
    contentType: response.headers.get('content-type') ?? 'application/octet-stream',
    etag: response.headers.get('etag') ?? '',
  }
}

/** The size of the whole object: after the slash of Content-Range where a range was asked for. */
function sizeOf(response: Response): number {
  const whole = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]
  return Number(whole ?? response.headers.get('content-length'))
}

/** The body of a good answer. An error code counts whatever the status: S3 sends some of them under a 200. */
async function expectOk(response: Response, operation: string): Promise<string> {
  const text = await response.text()
  const code = errorCodeOf(text)
  if (code === 'NoSuchUpload') throw new MultipartGone()
  if (response.ok && code === undefined) return text
  throw new StorageUnavailable(operation, `the S3 server answered ${response.status} ${code ?? ''}`)
}
