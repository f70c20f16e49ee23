/** Which stretch of a song a short video should take, before anybody has chosen. */
import type { Analysis } from '#core/audio/analysis.ts'
import { meanEnergy } from '#core/timeline/song-range.ts'

/** The lengths offered, in seconds; `whole` is the song as it is. */
export type Length = 'whole' | '60' | '30' | '15'

/** Seconds of a choice for a song; never longer than the song. */
export function secondsOfLength(length: Length, songSeconds: number): number {
  return length === 'whole' ? songSeconds : Math.min(Number(length), songSeconds)
}

/** The downbeat nearest to a time, or the time itself in music without bars, held so that the stretch fits the song. */
export function snappedStart(analysis: Analysis, startSeconds: number, lengthSeconds: number): number {
  const latest = Math.max(0, analysis.duration - lengthSeconds)
  const fitting = analysis.downbeats.filter((second) => second <= latest)
  const nearest = fitting.reduce<number | undefined>(
    (best, second) =>
      best === undefined || Math.abs(second - startSeconds) < Math.abs(best - startSeconds) ? second : best,
    undefined,
  )
  // Dragged to the very start, the video begins with the file, also when its first downbeat comes later.
  if (startSeconds <= 0.05) return 0
  return nearest ?? Math.min(Math.max(0, startSeconds), latest)
}

/** Where the strongest stretch of this length begins: the highest mean energy, starting with a part or a drop. */
export function strongestStart(analysis: Analysis, lengthSeconds: number): number {
  const latest = Math.max(0, analysis.duration - lengthSeconds)
  const starts = [
    ...analysis.segments.map((segment) => segment.time),
    ...analysis.drops.map((drop) => drop.time),
  ]
  const energy = (start: number) => meanEnergy(analysis, start, start + lengthSeconds)
  let best = 0
  for (const start of starts) {
    if (start <= latest && energy(start) > energy(best) + 1e-9) best = start
  }
  return snappedStart(analysis, best, lengthSeconds)
}
