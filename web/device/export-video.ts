/** Export on this device: the whole video is made and proved by the person's own browser, at no cost to any server. */
import { secondsOfFrames } from '#core/units.ts'
import type { LoudnessMode } from '#core/work/order.ts'
import type { Proof } from '#core/work/report.ts'
import { failureOf } from './device-failure.ts'
import { encodeFrames } from './encode-frames.ts'
import { type ExportFile, makePrivateFile } from './export-file.ts'
import type { FrameSource } from './frame-source.ts'
import { findH264Config, type PictureShape } from './h264-encoder.ts'
import { proveMovie } from './prove-movie.ts'
import { makeSound, type SongOfVideo } from './sound.ts'

/** What is exported. */
export type ExportOrder = {
  /** The frames. The export closes it, whatever happens. */
  readonly source: FrameSource
  /** Frames that begin a new shot: each becomes a key frame, and is proved to be where it was planned. */
  readonly cutFrames: readonly number[]
  readonly song: SongOfVideo
  readonly loudness: LoudnessMode
  /** The file the person chose; without one a private file on disk, or memory where there is neither. */
  readonly file?: ExportFile
  readonly signal: AbortSignal
  /** Told after every frame, from 0 to 1, and what is being done. */
  readonly onProgress: (fraction: number, stage: ExportStage) => void
}

/** What an export does, for a person. */
export type ExportStage = 'making the video' | 'checking the video'

/** A finished export: the file, on disk where there is one, and what decoding it showed. */
export type Exported = { readonly video: Blob; readonly proof: Proof; discard(): Promise<void> }

/** Whether this browser can make a video of that shape. */
export async function canExport(shape: PictureShape): Promise<boolean> {
  return (await findH264Config(shape, 'avc')) !== undefined
}

const makingShare = 0.75

/**
 * Makes the video and proves it. An abort, or a failure, leaves no file; what fails is thrown as a `DeviceFailure` with a
 * sentence. `discard` removes a private file when nobody needs it any more.
 */
export async function exportVideo(order: ExportOrder): Promise<Exported> {
  const { source, signal } = order
  const file = order.file ?? (await makePrivateFile(Date.now()))
  try {
    const made = await makeMovie(order, file?.handle)
    const { frameRate, lengthFrames } = source
    const { cutFrames, loudness, onProgress } = order
    const planned = { frameRate, lengthFrames, cutFrames, loudness, signatures: made.signatures }
    const proof = await proveMovie(made.video, planned, {
      signal,
      onFrame: (frames) =>
        onProgress(makingShare + ((1 - makingShare) * frames) / lengthFrames, 'checking the video'),
    })
    onProgress(1, 'checking the video')
    return { video: made.video, proof, discard: async () => await file?.remove() }
  } catch (error) {
    // A file that cannot be removed at this moment is swept by a later export.
    await file?.remove().catch(() => undefined)
    signal.throwIfAborted()
    throw failureOf(error, 'exporting the video')
  } finally {
    source.close()
  }
}

async function makeMovie(order: ExportOrder, handle: FileSystemFileHandle | undefined) {
  const { source, song, loudness, onProgress } = order
  const { lengthFrames, frameRate } = source
  const stopping = new AbortController()
  const signal = AbortSignal.any([order.signal, stopping.signal])
  try {
    // Sound and picture are made side by side; the one that fails ends the other.
    const sound = makeSound(song, { seconds: secondsOfFrames(lengthFrames, frameRate), loudness, signal })
    const { bytes, signatures } = await encodeFrames(
      source,
      { kind: 'movie', lengthFrames, keyFrames: order.cutFrames, handle },
      {
        signal,
        sound,
        onFrame: (frames) => onProgress((makingShare * frames) / lengthFrames, 'making the video'),
      },
    )
    const video = bytes === undefined ? await handle?.getFile() : new Blob([bytes], { type: 'video/mp4' })
    if (video === undefined) throw new Error('the video is nowhere')
    return { video, signatures }
  } finally {
    stopping.abort(new DOMException('The export has ended', 'AbortError'))
  }
}
