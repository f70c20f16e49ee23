/** What the product asks of object storage. Two implementations hold the same tests: R2 by binding, S3 by aws4fetch. */

/** A stored object's facts. `etag` is in its HTTP form, with quotes. */
export type StoredObject = {
  readonly key: string
  readonly bytes: number
  readonly contentType: string
  readonly etag: string
}

/** Storage did not answer, or not in time, after every try. The border turns it into a 503. */
export class StorageUnavailable extends Error {
  constructor(operation: string, cause: unknown) {
    super(`storage: ${operation} failed`, { cause })
    this.name = 'StorageUnavailable'
  }
}

/** The multipart upload that was named is not open: aborted, expired, or never begun. */
export class MultipartGone extends Error {
  constructor() {
    super('storage: there is no such multipart upload')
    this.name = 'MultipartGone'
  }
}

/** A byte range that was checked against the object's size: first byte and count. */
export type ByteRange = { readonly offset: number; readonly length: number }

/** One part of a multipart upload as storage acknowledged it. */
export type StoredPart = { readonly partNumber: number; readonly etag: string }

/** Object storage. Keys are immutable: written once, never overwritten with something else. */
export interface MediaStore {
  /** Streams a body of known length into an object. */
  put(
    key: string,
    body: ReadableStream | ArrayBuffer | Uint8Array,
    options: { contentType: string; bytes: number },
  ): Promise<StoredObject>
  /** The facts of an object, or `undefined` where there is none. */
  head(key: string): Promise<StoredObject | undefined>
  /** An object's bytes, whole or a range; `undefined` where there is none. */
  get(key: string, range?: ByteRange): Promise<{ object: StoredObject; body: ReadableStream } | undefined>
  /** Removes objects; absent ones are no error. */
  delete(keys: readonly string[]): Promise<void>
  /** Begins a multipart upload and answers its id. Parts are equal, the last excepted, and at least 5 MiB. */
  createMultipart(key: string, contentType: string): Promise<string>
  /** Stores one part, from 1. Sending a part again replaces it. Throws `MultipartGone`. */
  putPart(
    key: string,
    uploadId: string,
    partNumber: number,
    body: ReadableStream | Uint8Array,
    bytes: number,
  ): Promise<StoredPart>
  /** Joins the parts. A second call answers the same object. Throws `MultipartGone` when there is neither. */
  completeMultipart(key: string, uploadId: string, parts: readonly StoredPart[]): Promise<StoredObject>
  /** Frees what arrived; an upload that is not open any more is no error. */
  abortMultipart(key: string, uploadId: string): Promise<void>
  /**
   * An address that reads the object until `expiresInSeconds` from now, without any credentials. Where it is for a person,
   * `fileName` says under which name a browser saves what it reads.
   */
  signGet(key: string, expiresInSeconds: number, fileName?: string): Promise<string>
  /** An address that writes the object. */
  signPut(key: string, expiresInSeconds: number): Promise<string>
  /** An address that writes one part of a multipart upload. */
  signPutPart(key: string, uploadId: string, partNumber: number, expiresInSeconds: number): Promise<string>
}
