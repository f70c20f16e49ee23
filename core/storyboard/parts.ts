/** The parts of a video, as its storyboard has them: the sections of its song that the video covers. */
import type { Analysis } from '../audio/analysis.ts'
import { frameAt, meanEnergy, type SongRange } from '../timeline/song-range.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { secondsOfFrames } from '../units.ts'

/** One part. `id` names the section of the song, so it stays when the video begins or ends elsewhere. */
export type SongPart = {
  readonly id: string
  /** What the analysis calls the section: `chorus`. */
  readonly label: string
  /** The same for a person, counted where it returns: `Chorus 2`. */
  readonly title: string
  readonly startFrame: number
  readonly lengthFrames: number
  /** Where the part begins in the song. */
  readonly songSeconds: number
  readonly durationSeconds: number
  /** How strong the music is felt, 0 to 1. */
  readonly energy: number
}

/** What of a timeline says which stretch of the song it covers. */
export type CoveredSong = Pick<Timeline, 'songStartSeconds' | 'lengthFrames' | 'frameRate'>

/**
 * The parts of a video in order. They touch, the first begins at frame 0 and the last ends the video; a section of which
 * the video shows no whole frame is none. A song without sections is one part.
 */
export function partsOfVideo(analysis: Analysis, covered: CoveredSong): readonly SongPart[] {
  const { frameRate, lengthFrames, songStartSeconds } = covered
  const range: SongRange = { analysis, startSeconds: songStartSeconds, lengthFrames, frameRate }
  const titles = titlesOf(analysis.segments.map(({ label }) => label))
  const sections = analysis.segments.map(({ time, label }, i) => {
    const startFrame = Math.min(lengthFrames, Math.max(0, frameAt(range, time)))
    return { id: `part-${i}`, label, title: titles[i] ?? label, startFrame }
  })
  const inside = sections.filter(({ startFrame }, i) => {
    return (sections[i + 1]?.startFrame ?? lengthFrames) > startFrame
  })
  const whole = { id: 'part-0', label: 'song', title: 'Song', startFrame: 0 }
  const openings = inside.length === 0 ? [whole] : inside
  return openings.map((opening, i) => {
    const startFrame = i === 0 ? 0 : opening.startFrame
    const partFrames = (openings[i + 1]?.startFrame ?? lengthFrames) - startFrame
    const songSeconds = songStartSeconds + secondsOfFrames(startFrame, frameRate)
    const durationSeconds = secondsOfFrames(partFrames, frameRate)
    const energy = meanEnergy(analysis, songSeconds, songSeconds + durationSeconds)
    return { ...opening, startFrame, lengthFrames: partFrames, songSeconds, durationSeconds, energy }
  })
}

/** Names with a capital, and with a number where the same name returns. */
function titlesOf(labels: readonly string[]): readonly string[] {
  return labels.map((label, i) => {
    const name = `${label.charAt(0).toUpperCase()}${label.slice(1)}`
    const isAlone = labels.filter((other) => other === label).length === 1
    if (isAlone) return name
    return `${name} ${labels.slice(0, i + 1).filter((other) => other === label).length}`
  })
}
