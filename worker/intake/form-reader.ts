/** Reads multipart/form-data (RFC 7578) as it arrives: one part after another, holding no more than a piece of it. */
import { Refusal } from '../http/refusal.ts'
import { parsePartHeaders } from './part-headers.ts'

/** What a part says of itself. `fileName` is there for files. */
export type FormPart = { readonly name: string; readonly fileName: string | undefined }

/** How long a form may be in all, and the refusal of one that is longer. */
export type FormLimit = { readonly mostBytes: number; refusal(): Refusal }

const tab = 9
const lineFeed = 10
const carriageReturn = 13
const space = 32
const hyphen = 45
const mostHeaderBytes = 16 * 1024
/** What stands before the first boundary and after the last is ignored; more than this of either is not even read. */
const mostAroundBytes = 64 * 1024
const mostPaddingBytes = 100
const endOfHeaders = new TextEncoder().encode('\r\n\r\n')

/** A form on its way in. Take the parts in order with `next`, and the bytes of the current one with `content`. */
export class FormReader {
  readonly #body: ReadableStreamDefaultReader<Uint8Array>
  readonly #delimiter: Uint8Array
  /** Bytes that came and were not given out. It begins as a line end, so that the first boundary is like every other. */
  #buffer = new Uint8Array([carriageReturn, lineFeed])
  #isInside = true
  #bytes = 0
  readonly #limit: FormLimit

  /** Throws `invalid-request` for a content type that is not a form's. */
  constructor(body: ReadableStream<Uint8Array>, contentType: string, limit: FormLimit) {
    this.#limit = limit
    this.#delimiter = new TextEncoder().encode(`\r\n--${boundaryOf(contentType)}`)
    this.#body = body.getReader()
  }

  /** The next part, or `undefined` after the last. The part before must have been read to its end. */
  async next(): Promise<FormPart | undefined> {
    await this.#passPreamble()
    await this.#need(2)
    const isLast = this.#buffer[0] === hyphen
    this.#take(2)
    if (isLast) return await this.#readToEnd()
    this.#isInside = true
    return parsePartHeaders(await this.#headers())
  }

  /** The bytes of the current part, in pieces as they come. */
  async *content(): AsyncGenerator<Uint8Array> {
    while (this.#isInside) {
      const at = indexOf(this.#buffer, this.#delimiter)
      const given = at === -1 ? this.#buffer.length - this.#delimiter.length + 1 : at
      if (given > 0) yield this.#take(given)
      else if (at === -1) await this.#fill()
      else await this.#passDelimiter()
    }
  }

  /**
   * Reads on to the end of the body, or to its limit, and drops what it reads: a caller who is still sending reads the
   * refusal only then, and would otherwise find a broken connection.
   */
  async drop(): Promise<void> {
    try {
      while (!(await this.#read()).done);
    } catch {
      // It was too long, or who sent it hung up: nobody waits for more.
    }
  }

  /** Only before the first boundary is there anything left to pass. */
  async #passPreamble(): Promise<void> {
    let bytes = 0
    for await (const passed of this.content()) {
      bytes += passed.length
      if (bytes > mostAroundBytes) throw broken('much stands before its first boundary')
    }
  }

  /**
   * Passes the delimiter that stands at the front. Two hyphens or a line end must follow, the latter perhaps after
   * spaces; no content may hold a line that begins like a delimiter (RFC 2046, section 5.1.1).
   */
  async #passDelimiter(): Promise<void> {
    this.#take(this.#delimiter.length)
    await this.#need(2)
    if (this.#buffer[0] !== hyphen || this.#buffer[1] !== hyphen) await this.#passPadding()
    this.#isInside = false
  }

  async #passPadding(): Promise<void> {
    for (let left = mostPaddingBytes; left > 0 && isBlank(this.#buffer[0]); left -= 1) {
      this.#take(1)
      await this.#need(2)
    }
    if (this.#buffer[0] === carriageReturn && this.#buffer[1] === lineFeed) return
    throw broken('a boundary is followed by something else than a line end')
  }

  async #headers(): Promise<string> {
    for (;;) {
      const at = indexOf(this.#buffer, endOfHeaders)
      const bytes = at === -1 ? this.#buffer.length : at
      if (bytes > mostHeaderBytes) throw broken('the headers of a part are longer than 16 kB')
      if (at !== -1) {
        const text = new TextDecoder().decode(this.#take(at))
        this.#take(endOfHeaders.length)
        return text
      }
      await this.#fill()
    }
  }

  #take(bytes: number): Uint8Array {
    const taken = this.#buffer.subarray(0, bytes)
    this.#buffer = this.#buffer.subarray(bytes)
    return taken
  }

  async #need(bytes: number): Promise<void> {
    while (this.#buffer.length < bytes) await this.#fill()
  }

  async #fill(): Promise<void> {
    const { done, value } = await this.#read()
    if (done) throw broken('it ends before its last boundary')
    const joined = new Uint8Array(this.#buffer.length + value.length)
    joined.set(this.#buffer)
    joined.set(value, this.#buffer.length)
    this.#buffer = joined
  }

  async #read() {
    const read = await this.#body.read().catch(() => {
      throw broken('the connection broke')
    })
    this.#bytes += read.value?.length ?? 0
    if (this.#bytes > this.#limit.mostBytes) throw this.#limit.refusal()
    return read
  }

  async #readToEnd(): Promise<undefined> {
    let left = mostAroundBytes
    while (left > 0) {
      const { done, value } = await this.#read()
      if (done) return undefined
      left -= value.length
    }
    throw broken('much follows its last boundary')
  }
}

function boundaryOf(contentType: string): string {
  const parts =
    /^\s*multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70})(?![^\s;]))/i.exec(
      contentType,
    )
  const boundary = parts?.[1] ?? parts?.[2]
  if (boundary === undefined)
    throw new Refusal('invalid-request', 'Send the file as multipart/form-data, in a field called "file".')
  return boundary
}

function broken(how: string): Refusal {
  return new Refusal('invalid-request', `The form cannot be read: ${how}. Send it again.`)
}

function isBlank(byte: number | undefined): boolean {
  return byte === space || byte === tab
}

/** Where a needle begins, or -1. Its first byte is found by the platform, which is what makes this fast. */
function indexOf(bytes: Uint8Array, needle: Uint8Array): number {
  const [first = 0] = needle
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (at + needle.length > bytes.length) return -1
    if (needle.every((byte, i) => bytes[at + i] === byte)) return at
  }
  return -1
}
