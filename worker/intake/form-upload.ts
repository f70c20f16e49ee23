/** Takes a file from a form into storage while it arrives: sniffed by its first bytes, never whole in memory. */
import type { MediaFormat } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import { Refusal } from '../http/refusal.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { cleanFileName } from './file-name.ts'
import { FormReader } from './form-reader.ts'
import { type ContentTarget, storeContent } from './store-content.ts'

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

/** With this, a form without a length of its own is bounded as well, whatever it holds beside the file. */
const formLimit = { mostBytes: mediaLimits.formUploadBytes + formOverheadBytes, refusal: tooLarge }

/** Stores the form's one file. Refuses forms without a file, with two, broken, too large, or of a kind we do not take. */
export async function storeForm(
  store: MediaStore,
  target: ContentTarget,
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

async function storeParts(store: MediaStore, target: ContentTarget, form: FormReader): Promise<StoredFile> {
  const fields = new Map<string, string>()
  let file: Omit<StoredFile, 'fields'> | undefined
  for (let part = await form.next(); part !== undefined; part = await form.next()) {
    if (part.fileName === undefined) await readField(form, part.name, fields)
    else if (part.name !== 'file') throw new Refusal('invalid-request', noFile)
    else if (file !== undefined)
      throw new Refusal('invalid-request', 'The form holds two files. Send one file a request.')
    else file = await storeFile(store, target, part.fileName, form)
  }
  if (file === undefined) throw new Refusal('invalid-request', noFile)
  return { ...file, fields }
}

const noFile = 'The form has no file in a field called "file". Put one there.'

async function storeFile(
  store: MediaStore,
  target: ContentTarget,
  fileName: string,
  form: FormReader,
): Promise<Omit<StoredFile, 'fields'>> {
  const limit = { mostBytes: mediaLimits.formUploadBytes, refusal: tooLarge }
  const format = await storeContent(store, target, form.content(), limit)
  return { fileName: cleanFileName(fileName), format }
}

function tooLarge(): Refusal {
  const megabytes = mediaLimits.formUploadBytes / 2 ** 20
  return new Refusal(
    'too-large',
    `A form takes files of up to ${megabytes} MB. Send larger ones in parts, through /api/v1/uploads.`,
  )
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
