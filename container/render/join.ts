/** Joins segments and sound into one MP4 without encoding anything again. */
import { writeFile } from 'node:fs/promises'
import { secondsOfFrames } from '#core/units.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'

/** A segment on disk, in its place. */
export type PlacedSegment = { readonly path: string; readonly lengthFrames: number }

/** How far decoding runs ahead of showing: x264 with B-frames as references needs two frames. */
const reorderFrames = 2

const timeoutSeconds = 600

/** Joins in the order given. The index of the MP4 is written first, so that it plays while it loads. */
export async function joinVideo(video: {
  readonly segments: readonly PlacedSegment[]
  readonly soundPath: string
  readonly frameRate: number
  readonly listPath: string
  readonly path: string
  readonly signal: AbortSignal
}): Promise<void> {
  const { segments, soundPath, frameRate, listPath, path, signal } = video
  await writeFile(listPath, concatList(segments, frameRate))
  await runFfmpeg({
    parameters: [
      ...['-y', '-protocol_whitelist', 'file', '-f', 'concat', '-safe', '0', '-i', `file:${listPath}`],
      ...['-f', 'mov', '-i', `file:${soundPath}`],
      ...['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', '-bsf:v', onGrid(frameRate)],
      // A time scale that every frame of the grid is whole in.
      ...['-video_track_timescale', String(frameRate * 512), '-movflags', '+faststart'],
      ...['-fflags', '+bitexact', '-map_metadata', '-1', '-f', 'mp4', `file:${path}`],
    ],
    signal,
    timeoutSeconds,
  })
}

/** The `duration` lines make the concat demuxer start every segment on its frame, whatever its own timestamps round to. */
function concatList(segments: readonly PlacedSegment[], frameRate: number): string {
  const entries = segments.map(
    ({ path, lengthFrames }) =>
      `file '${path.replaceAll("'", String.raw`'\''`)}'\nduration ${secondsOfFrames(lengthFrames, frameRate).toFixed(9)}\n`,
  )
  return `ffconcat version 1.0\n${entries.join('')}`
}

/**
 * Puts every packet on the grid: shown at its own frame, decoded in the order it comes. A segment of one or two frames
 * has no decoding delay of its own, which would otherwise collide with its neighbour's.
 */
function onGrid(frameRate: number): string {
  return `setts=dts=(N-${reorderFrames})/${frameRate}/TB:pts=round(PTS*TB*${frameRate})/${frameRate}/TB`
}
