/** Joins segments and sound into one MP4 without encoding anything again. */
import { open } from 'node:fs/promises'
import { readTrack } from './coded-track.ts'
import { type Chunk, layOutMovie, type PlacedTrack } from './movie.ts'

/** A segment on disk, in its place. */
export type PlacedSegment = { readonly path: string; readonly startFrame: number }

/** Joins in the order given. Without sound only the picture is written. */
export async function joinVideo(video: {
  readonly segments: readonly PlacedSegment[]
  readonly soundPath?: string
  readonly frameRate: number
  readonly path: string
  readonly signal: AbortSignal
}): Promise<void> {
  const { segments, soundPath, frameRate, path, signal } = video
  const pieces: PlacedTrack[] = []
  for (const segment of segments) {
    signal.throwIfAborted()
    pieces.push({ track: await readTrack(segment.path), startFrame: segment.startFrame })
  }
  const sound = soundPath === undefined ? undefined : await readTrack(soundPath)
  const { header, chunks } = layOutMovie(pieces, sound, frameRate)
  const file = await open(path, 'w')
  try {
    await file.writeFile(header)
    for (const chunk of chunks) {
      signal.throwIfAborted()
      await file.writeFile(await readChunk(chunk))
    }
  } finally {
    await file.close()
  }
}

async function readChunk({ path, offset, bytes }: Chunk): Promise<Buffer> {
  const file = await open(path)
  try {
    const chunk = Buffer.alloc(bytes)
    const { bytesRead } = await file.read(chunk, 0, bytes, offset)
    if (bytesRead !== bytes) throw new Error(`${path} became shorter`)
    return chunk
  } finally {
    await file.close()
  }
}
