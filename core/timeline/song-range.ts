/** The stretch of a song that a video covers, and questions about the music inside it. */
import type { Analysis } from '../audio/analysis.ts'
import { framesOfSeconds, secondsOfFrames } from '../units.ts'

/** A stretch of an analysed song on a grid of frames. Frame 0 is `startSeconds`. */
export type SongRange = {
  readonly analysis: Analysis
  readonly startSeconds: number
  readonly lengthFrames: number
  readonly frameRate: number
}

/**
 * The stretch asked for, held inside the song and at least one frame long. Without a wish it is the whole song; the
 * last frame may reach past the song's end by less than a frame.
 */
export function songRange(
  analysis: Analysis,
  wish: { readonly startSeconds: number; readonly durationSeconds: number } | undefined,
  frameRate: number,
): SongRange {
  const lastStart = Math.max(0, analysis.duration - 1 / frameRate)
  const startSeconds = Math.min(wish?.startSeconds ?? 0, lastStart)
  const seconds = Math.min(
    wish?.durationSeconds ?? Number.POSITIVE_INFINITY,
    analysis.duration - startSeconds,
  )
  return { analysis, startSeconds, lengthFrames: Math.max(1, framesOfSeconds(seconds, frameRate)), frameRate }
}

/** The frame of the video nearest to a time in the song; may lie outside the video. */
export function frameAt(range: SongRange, songSeconds: number): number {
  return framesOfSeconds(songSeconds - range.startSeconds, range.frameRate)
}

/** The time in the song at which a frame of the video begins. */
export function songSecondsAt(range: SongRange, frame: number): number {
  return range.startSeconds + secondsOfFrames(frame, range.frameRate)
}

/** How strong the music is felt at a time in the song, 0 to 1. */
export function energyAt(analysis: Analysis, songSeconds: number): number {
  const { hop_seconds, values } = analysis.energy
  return values[Math.min(values.length - 1, Math.max(0, Math.floor(songSeconds / hop_seconds)))] ?? 0
}

/** The mean energy between two times in the song, 0 to 1. */
export function meanEnergy(analysis: Analysis, fromSeconds: number, toSeconds: number): number {
  const { hop_seconds, values } = analysis.energy
  const first = Math.max(0, Math.floor(fromSeconds / hop_seconds))
  const window = values.slice(first, Math.max(first + 1, Math.ceil(toSeconds / hop_seconds)))
  return window.length === 0 ? 0 : window.reduce((sum, value) => sum + value, 0) / window.length
}

/** Whether the beat grid may be cut on. Below this, a metronome would be imposed on music that has none. */
export function isGridTrusted(analysis: Analysis): boolean {
  return analysis.grid_confidence >= 0.35 && analysis.beats.length >= 4
}
