/** Hears a song on this device: the browser decodes it, a worker analyses it, and the page stays awake. */
import type { Analysis, Waveform } from '#core/audio/analysis.ts'
import type { SoundLayout, SoundPiece } from './decode-song.ts'
import { endingAt } from './ending-at.ts'

/** What was heard: the same two documents that the media service makes. */
export type HeardSong = { readonly analysis: Analysis; readonly peaks: Waveform }

/** What the hearing worker is told: a file to decode by itself, or the samples of one it could not, and their end. */
export type ToHearing =
  | { readonly kind: 'file'; readonly file: Blob }
  | ({ readonly kind: 'samples'; readonly samples: Float32Array<ArrayBuffer> } & SoundLayout)
  | { readonly kind: 'finish' }

/** What it tells. */
export type FromHearing =
  | { readonly kind: 'peaks'; readonly peaks: Waveform }
  | { readonly kind: 'taken' }
  | { readonly kind: 'undecodable' }
  | ({ readonly kind: 'heard' } & HeardSong)

/**
 * Hears a song. `onPeaks` is told its growing waveform first. Answers `undefined` when nothing on this device can decode the
 * file, which is no failure: the server hears it later. Ends at once, throwing the signal's reason, when it is aborted.
 */
export async function hearSong(
  file: Blob,
  { signal, onPeaks }: { readonly signal: AbortSignal; readonly onPeaks: (peaks: Waveform) => void },
): Promise<HeardSong | undefined> {
  signal.throwIfAborted()
  const ear = makeEar(onPeaks)
  try {
    return await endingAt(signal, () => hear(file, ear, signal))
  } finally {
    ear.end()
  }
}

async function hear(file: Blob, ear: Ear, signal: AbortSignal): Promise<HeardSong | undefined> {
  const heard = await ear.hearFile(file)
  if (heard !== undefined) return heard
  const { decodeOtherwise } = await import('./decode-otherwise.ts')
  try {
    for await (const piece of decodeOtherwise(file, signal)) await ear.push(piece)
  } catch {
    return undefined
  }
  return await ear.finish()
}

/** The other end of `hear-song-worker.ts`. */
type Ear = {
  hearFile(file: Blob): Promise<HeardSong | undefined>
  push(piece: SoundPiece): Promise<void>
  finish(): Promise<HeardSong | undefined>
  end(): void
}

function makeEar(onPeaks: (peaks: Waveform) => void): Ear {
  const worker = new Worker(new URL('./hear-song-worker.ts', import.meta.url), { type: 'module' })
  let settle: (message: FromHearing) => void = () => undefined
  worker.addEventListener('message', ({ data: message }: MessageEvent<FromHearing>) => {
    if (message.kind === 'peaks') onPeaks(message.peaks)
    else settle(message)
  })
  // A worker that could not start or ran out of memory hears nothing; the server will.
  worker.addEventListener('error', () => settle({ kind: 'undecodable' }))
  const ask = (message: ToHearing, moved: Transferable[] = []) =>
    new Promise<FromHearing>((resolve) => {
      settle = resolve
      worker.postMessage(message, moved)
    })
  const document = (message: FromHearing): HeardSong | undefined =>
    message.kind === 'heard' ? { analysis: message.analysis, peaks: message.peaks } : undefined
  return {
    hearFile: async (file) => document(await ask({ kind: 'file', file })),
    push: async (piece) => {
      await ask({ kind: 'samples', ...piece }, [piece.samples.buffer])
    },
    finish: async () => document(await ask({ kind: 'finish' })),
    end: () => worker.terminate(),
  }
}
