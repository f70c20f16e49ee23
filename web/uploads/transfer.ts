/** Brings one file to the server, by form or in parts, and answers what became of it. */
import { completeUpload, getUpload, startUpload } from '../api/calls.ts'
import { makeLanes } from '../api/lanes.ts'
import { ApiError } from '../api/problem.ts'
import { makeIdempotencyKey } from '../api/request.ts'
import type { Media, Song, Upload } from '../api/shapes.ts'
import { fingerprintOf, missingParts, type PartPlan, type UploadKind, wayOf } from './plan.ts'
import { forgetUpload, recallUpload, rememberUpload } from './remembered.ts'
import { withRetries } from './retry.ts'
import { send } from './send.ts'

/** What a file became. */
export type Arrival =
  | { readonly kind: 'song'; readonly song: Song }
  | { readonly kind: 'media'; readonly media: Media }

/** One file on its way. */
export type Transfer = {
  readonly file: File
  readonly kind: UploadKind
  readonly signal: AbortSignal
  /** Bytes of the file that are safe or on their way. */
  readonly onSent: (bytes: number) => void
  /** The id of a resumable upload, as soon as there is one: cancelling frees what arrived. */
  readonly onUpload: (uploadId: string) => void
}

/** Six connections an origin: three send, so that progress and pictures still come through. */
const lanes = makeLanes(3)

/** Sends the file; a half-sent one goes on where it stopped, even after a reload. */
export async function transfer(order: Transfer): Promise<Arrival> {
  return wayOf(order.file.size) === 'form' ? await byForm(order) : await inParts(order)
}

async function byForm({ file, kind, signal, onSent }: Transfer): Promise<Arrival> {
  const form = new FormData()
  form.append('file', file, file.name)
  const path = kind === 'song' ? '/songs' : '/media'
  // The same key on every try: a create whose answer was lost is not made twice.
  const idempotencyKey = makeIdempotencyKey()
  return await lanes.run(() =>
    withRetries(signal, async () => {
      // The form's own lines are sent too; nobody wants to see more bytes than the file has.
      const counted = (bytes: number) => onSent(Math.min(file.size, bytes))
      const made = { method: 'POST', path, body: form, idempotencyKey, signal, onSent: counted } as const
      if (kind === 'song') return { kind, song: await send<Song>(made) }
      return { kind, media: await send<Media>(made) }
    }),
  )
}

async function inParts(order: Transfer): Promise<Arrival> {
  const { file, kind, signal, onSent, onUpload } = order
  const fingerprint = fingerprintOf(file, kind)
  const upload = await openUpload(order, fingerprint)
  onUpload(upload.id)
  const sentOfPart = new Map<number, number>()
  const safeBytes = file.size - bytesOf(missingParts(file.size, upload.partBytes, upload.arrived))
  const tell = () => onSent(safeBytes + [...sentOfPart.values()].reduce((sum, bytes) => sum + bytes, 0))
  tell()
  // One part that fails for good ends the others too.
  const together = new AbortController()
  const both = AbortSignal.any([signal, together.signal])
  try {
    await Promise.all(
      missingParts(file.size, upload.partBytes, upload.arrived).map((part) =>
        lanes.run(() =>
          withRetries(both, () =>
            send<{ partNumber: number }>({
              method: 'PUT',
              path: `/uploads/${encodeURIComponent(upload.id)}/parts/${part.partNumber}`,
              body: file.slice(part.startByte, part.endByte),
              signal: both,
              onSent: (bytes) => {
                sentOfPart.set(part.partNumber, bytes)
                tell()
              },
            }),
          ),
        ),
      ),
    )
  } catch (error) {
    together.abort()
    throw error
  }
  const arrival = await withRetries(signal, () => completeUpload(upload.id))
  forgetUpload(fingerprint)
  return arrival
}

async function openUpload({ file, kind, signal }: Transfer, fingerprint: string): Promise<Upload> {
  const before = recallUpload(fingerprint)
  if (before !== undefined) {
    try {
      const upload = await withRetries(signal, () => getUpload(before))
      if (upload.status === 'open' && upload.bytes === file.size) return upload
    } catch (error) {
      // Gone on the server, or another account's: start anew.
      if (!(error instanceof ApiError) || error.problem.status !== 404) throw error
    }
    forgetUpload(fingerprint)
  }
  const upload = await withRetries(signal, () => startUpload({ kind, fileName: file.name, bytes: file.size }))
  rememberUpload(fingerprint, upload.id)
  return upload
}

function bytesOf(parts: readonly PartPlan[]): number {
  return parts.reduce((sum, part) => sum + part.endByte - part.startByte, 0)
}
