/** An audiogram: one picture of a video, its title, and the song's shape over it. */
import type { Shot, Timeline, TimelineClip, Title } from './timeline.ts'

const words: Omit<Title, 'text' | 'lengthFrames'> = {
  startFrame: 0,
  place: 'top',
  size: 0.075,
  font: 'bricolage',
  colour: '#ffffff',
  backing: 'shadow',
  animation: 'none',
}

/** The timeline as an audiogram. Its picture is the photo that is seen longest; without any, the generated one. */
export function audiogramOf(timeline: Timeline, title: string): Timeline {
  const { lengthFrames } = timeline
  const clip: TimelineClip = {
    startFrame: 0,
    lengthFrames,
    shot: coverOf(timeline),
    because: 'the picture of the audiogram',
    effects: [],
  }
  const text = title.trim().slice(0, 300)
  return {
    ...timeline,
    clips: [clip],
    transitions: [],
    titles: text === '' ? [] : [{ ...words, text, lengthFrames }],
    wave: { colour: '#ffffff' },
  }
}

/** Its camera stands where all of it was seen. */
function coverOf({ clips, seed }: Timeline): Shot {
  const longest = clips
    .filter(({ shot }) => shot.kind === 'photo')
    .toSorted((a, b) => b.lengthFrames - a.lengthFrames || a.startFrame - b.startFrame)[0]?.shot
  if (longest?.kind === 'photo') {
    const widest = longest.from.width >= longest.to.width ? longest.from : longest.to
    return { ...longest, from: widest, to: widest, easing: 'linear', framings: {} }
  }
  const drawn = clips.find(({ shot }) => shot.kind === 'visual')?.shot
  if (drawn?.kind === 'visual') return { ...drawn, phaseFrames: 0 }
  const film = clips[0]?.shot
  if (film?.kind === 'clip') return { ...film, framings: {} }
  return { kind: 'visual', look: 'silk', seed, hueDegrees: 220, phaseFrames: 0 }
}
