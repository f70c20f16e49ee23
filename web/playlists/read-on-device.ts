/** Reads a file of a playlist on this device. Nothing of it leaves the device. */
import type { PlaylistFormat } from '#core/playlists/formats.ts'
import { mostFileBytes, PlaylistUnreadable } from '#core/playlists/reading.ts'
import type { ReadPlaylist } from './tally.ts'

/** What the reading worker tells. */
export type FromReading =
  | { readonly kind: 'progress'; readonly fraction: number; readonly itemCount: number }
  | { readonly kind: 'read'; readonly playlist: ReadPlaylist; readonly format: PlaylistFormat }
  /** The reason is a sentence for a person; without one the reader itself broke. */
  | { readonly kind: 'unreadable'; readonly reason: string | undefined }

/** How far the reading is: 0 to 1, and the songs found so far. */
export type ReadingProgress = { readonly fraction: number; readonly itemCount: number }

/** What came of it. */
export type ReadFile = { readonly playlist: ReadPlaylist; readonly format: PlaylistFormat }

/** Reads a file in a worker. Throws `PlaylistUnreadable` for what is no playlist; ends at once when the signal is aborted. */
export async function readOnDevice(
  file: File,
  {
    signal,
    onProgress,
  }: { readonly signal: AbortSignal; readonly onProgress: (progress: ReadingProgress) => void },
): Promise<ReadFile> {
  if (file.size > mostFileBytes)
    throw new PlaylistUnreadable(
      `This file is larger than ${mostFileBytes / 1024 / 1024} MB, and no playlist of that size is taken.`,
    )
  if (file.size === 0) throw new PlaylistUnreadable('This file is empty.')
  const worker = new Worker(new URL('./read-playlist-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<ReadFile>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      worker.addEventListener('error', () => reject(new Error('The reading worker broke.')))
      worker.addEventListener('message', ({ data }: MessageEvent<FromReading>) => {
        if (data.kind === 'progress') onProgress(data)
        else if (data.kind === 'read') resolve(data)
        else
          reject(
            data.reason === undefined ? new Error('The reader broke.') : new PlaylistUnreadable(data.reason),
          )
      })
      worker.postMessage(file)
    })
  } finally {
    worker.terminate()
  }
}
