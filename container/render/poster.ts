/** Takes the picture that stands for a video until it plays. */
import type { Timeline } from '#core/timeline/timeline.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { ownFileArguments } from '../ffmpeg/source-arguments.ts'

/**
 * A strong moment: the middle of the longest clip that begins in the middle half of the video, away from transitions,
 * because the planner gives its strongest pictures the longest and most central places.
 */
export function posterFrame(timeline: Timeline): number {
  const { clips, lengthFrames } = timeline
  const central = clips.filter(
    (clip) => clip.startFrame >= lengthFrames / 4 && clip.startFrame <= (lengthFrames * 3) / 4,
  )
  const candidates = central.length > 0 ? central : clips
  const longest = candidates.reduce((best, clip) => (clip.lengthFrames > best.lengthFrames ? clip : best))
  return longest.startFrame + Math.floor(longest.lengthFrames / 2)
}

/** Decodes one frame of a segment to a JPEG. */
export async function makePoster(segmentPath: string, frame: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  await runFfmpeg({
    parameters: [
      ...['-v', 'error', '-threads', '1', ...ownFileArguments(segmentPath), '-map', '0:v:0'],
      ...[
        '-vf',
        `select=eq(n\\,${frame}),scale=in_color_matrix=bt709:out_color_matrix=bt601:out_range=pc,format=yuvj420p`,
      ],
      ...['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2pipe', 'pipe:1'],
    ],
    signal,
    timeoutSeconds: 60,
    onOutput: (chunk) => {
      chunks.push(chunk)
    },
  })
  return Buffer.concat(chunks)
}
