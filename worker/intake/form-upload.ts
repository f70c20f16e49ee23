/** Takes a file from a form into storage while it arrives: sniffed by its first bytes, never whole in memory. */
import { formatFacts, type MediaFormat } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import type { FilePurpose } from '#core/media/sniffed-format.ts'
import { Refusal } from '../http/refusal.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { storeChunks } from '../storage/store-chunks.ts'
import { cleanFileName } from './file-name.ts'
import { FormReader } from './form-reader.ts'
import { sniffedBytes, sniffFormat } from './sniff.ts'

/** A request that carries a form. `statedBytes` is its Content-Length, where there is one. */
export type FormRequest = {
  readonly body: ReadableStream<Uint8Array> | null
  readonly contentType: string
  readonly statedBytes: number | undefined
}

/** A file that is in storage and was not decoded yet; `fields` are the form's short texts. */
export type StoredFile = {
  readonly fileName: string
  readonly format: MediaFormat
  readonly fields: ReadonlyMap<string, string>
}

/** What the lines of the form itself may add to a file. */
const formOverheadBytes = 64 * 1024
const mostFields = 10
const mostFieldBytes = 1024

/** Where the file goes and what for; `opened` is told when storage begins a multipart upload. */
export type FormTarget = {
  readonly key: string
  readonly purpose: FilePurpose
  readonly opened: (storageUploadId: string) => Promise<void>
}

/** With this, a form without a length of its own is bounded as well, whatever it holds beside the file. */
const formLimit = { mostBytes: mediaLimits.formUploadBytes + formOverheadBytes, refusal: tooLarge }

/** Stores the form's one file. Refuses forms without a file, with two, broken, too large, or of a kind we do not take. */
export async function storeForm(
  store: MediaStore,
  target: FormTarget,
  request: FormRequest,
): Promise<StoredFile> {
  if ((request.statedBytes ?? 0) > formLimit.mostBytes) throw tooLarge()
  if (request.body === null) throw new Refusal('invalid-request', noFile)
  const form = new FormReader(request.body, request.contentType, formLimit)
  try {
    return await storeParts(store, target, form)
  } catch (error) {
    await form.drop()
    throw error
  }
}

async function storeParts(store: MediaStore, target: FormTarget, form: FormReader): Promise<StoredFile> {
  const fields = new Map<string, string>()
  let file: Omit<StoredFile, 'fields'> | undefined
  for (let part = await form.next(); part !== undefined; part = await form.next()) {
    if (part.fileName === undefined) await readField(form, part.name, fields)
    else if (part.name !== 'file') throw new Refusal('invalid-request', noFile)
    else if (file !== undefined)
      throw new Refusal('invalid-request', 'The form holds two files. Send one file a request.')
    else file = await storeFile(store, target, part.fileName, form.content())
  }
  if (file === undefined) throw new Refusal('invalid-request', noFile)
  return { ...file, fields }
}

const noFile = 'The form has no file in a field called "file". Put one there.'

async function storeFile(
  store: MediaStore,
  { key, purpose, opened }: FormTarget,
  fileName: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Omit<StoredFile, 'fields'>> {
  const chunks = limited(content)[Symbol.asyncIterator]()
  const first = await takeFirst(chunks)
  const format = await sniffFormat(first, purpose)
  const { contentType } = formatFacts[format]
  await storeChunks(store, { key, contentType, opened }, continued(first, chunks))
  return { fileName: cleanFileName(fileName), format }
}

async function* limited(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    if (bytes > mediaLimits.formUploadBytes) throw tooLarge()
    yield chunk
  }
}

function tooLarge(): Refusal {
  const megabytes = mediaLimits.formUploadBytes / 2 ** 20
  return new Refusal(
    'too-large',
    `A form takes files of up to ${megabytes} MB. Send larger ones in parts, through /api/v1/uploads.`,
  )
}

/** As many of the first bytes as are looked at, and what came with them in the same chunk. */
async function takeFirst(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const taken: Uint8Array[] = []
  for (let bytes = 0; bytes < sniffedBytes; ) {
    const { done, value } = await chunks.next()
    if (done) break
    taken.push(value)
    bytes += value.length
  }
  return new Uint8Array(await new Blob(taken).arrayBuffer())
}

async function* continued(first: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
}

async function readField(form: FormReader, name: string, fields: Map<string, string>): Promise<void> {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const chunk of form.content()) {
    bytes += chunk.length
    if (bytes > mostFieldBytes) throw tooMuchText()
    text += decoder.decode(chunk, { stream: true })
  }
  // Named twice is one field too many, or a form of one name could go on for ever.
  if (fields.has(name) || fields.size >= mostFields) throw tooMuchText()
  fields.set(name, text + decoder.decode())
}

function tooMuchText(): Refusal {
  return new Refusal(
    'invalid-request',
    `A form takes up to ${mostFields} fields beside the file, each once and of up to ${mostFieldBytes} bytes.`,
  )
}
