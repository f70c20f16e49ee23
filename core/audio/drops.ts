/** Drops: moments where the music comes back louder than what led up to it, at the start of a part. */
import type { Analysis } from './analysis.ts'

const aroundSeconds = 4
/** Smaller rises of felt loudness are a part like any other. */
const smallestRise = 0.18
/** A rise of this much has full strength. */
const fullRise = 0.5
/** A drop is loud, not only louder. */
const loudFrom = 0.6

/** The drops among the starts of a song's parts, in order of time. */
export function dropsOf(energy: Analysis['energy'], segments: Analysis['segments']): Analysis['drops'] {
  return segments.slice(1).flatMap(({ time }) => {
    const after = meanOf(energy, time, time + aroundSeconds)
    const rise = after - meanOf(energy, time - aroundSeconds, time)
    if (rise < smallestRise || after < loudFrom) return []
    return [{ time, strength: Math.min(1, rise / fullRise) }]
  })
}

function meanOf({ hop_seconds, values }: Analysis['energy'], from: number, to: number): number {
  const some = values.slice(Math.max(0, Math.round(from / hop_seconds)), Math.round(to / hop_seconds))
  return some.reduce((sum, value) => sum + value, 0) / Math.max(1, some.length)
}
