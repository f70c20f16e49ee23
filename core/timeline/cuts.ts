/** Decides where a video is cut, from the music alone. */
import type { Analysis } from '../audio/analysis.ts'
import { barsBetweenCuts, type Pace, paces } from './pace.ts'
import { energyAt, frameAt, isGridTrusted, meanEnergy, type SongRange, songSecondsAt } from './song-range.ts'
import type { Style } from './timeline.ts'

/** A cut: the frame on which a new shot begins, how much the moment weighs (0 to 1), and why it is there. */
export type Cut = {
  readonly frame: number
  readonly weight: number
  readonly because: string
  /** A section of the song begins here: where a transition may stand. */
  readonly opensSection: boolean
  readonly isDrop: boolean
}

/** A shorter shot is a flicker, not a picture. */
const shortestShotFrames = 6

/**
 * The cuts of a video, ascending, the first on frame 0. With a trusted beat grid they fall on beats (and on half beats
 * after a drop, where the style wants it); without one, on the openings of sections and on clear onsets, a phrase
 * apart, since a metronome over free music looks wrong.
 */
export function planCuts(range: SongRange, style: Style): readonly Cut[] {
  const pace = paces[style]
  const moments = isGridTrusted(range.analysis) ? gridMoments(range, pace) : freeMoments(range, pace)
  return keepApart(moments, range, pace)
}

type Moment = Omit<Cut, 'frame'> & { readonly seconds: number; readonly isFixed: boolean }

/** Beats chosen section by section, each section counted from its own first downbeat. */
function gridMoments({ analysis }: SongRange, pace: Pace): readonly Moment[] {
  const moments: Moment[] = []
  for (const section of sectionsOf(analysis)) {
    const beats = analysis.beats.filter(
      (beat) => beat.time >= section.start - 0.02 && beat.time < section.end - 0.02,
    )
    let nextInBars = 0
    for (const [i, beat] of beats.entries()) {
      const bars = i / analysis.time_signature.numerator
      if (bars < nextInBars - 1e-9) continue
      const step = stepInBars(analysis, pace, beat.time)
      moments.push(momentOfBeat(analysis, section, beat, i))
      moments.push(...halfBeat(analysis, beat.time, beats[i + 1]?.time, step))
      nextInBars = bars + Math.max(step, 1 / analysis.time_signature.numerator)
    }
  }
  return moments
}

type Section = { readonly start: number; readonly end: number; readonly label: string }

/** The song's sections with their starts moved to the nearest downbeat, so that a new part opens on its first beat. */
function sectionsOf(analysis: Analysis): readonly Section[] {
  const opened = analysis.segments.map((segment) => ({
    start: nearest(analysis.downbeats, segment.time, 1.5) ?? segment.time,
    label: segment.label,
  }))
  const starts =
    opened.length === 0 || (opened[0]?.start ?? 0) > 0.02
      ? [{ start: 0, label: 'opening' }, ...opened]
      : opened
  return starts
    .map((section, i) => ({ ...section, end: starts[i + 1]?.start ?? analysis.duration + 1 }))
    .filter((section) => section.end > section.start)
}

function stepInBars(analysis: Analysis, pace: Pace, seconds: number): number {
  const barSeconds = (analysis.time_signature.numerator * 60) / (analysis.tempo.value ?? 120)
  const sinceDrop =
    analysis.drops.findLast((drop) => drop.time <= seconds + 0.05)?.time ?? Number.NEGATIVE_INFINITY
  if (seconds - sinceDrop < 2 * barSeconds) return pace.dropBars
  return barsBetweenCuts(pace, meanEnergy(analysis, seconds, seconds + barSeconds))
}

function momentOfBeat(
  analysis: Analysis,
  section: Section,
  beat: { readonly time: number; readonly position: number },
  indexInSection: number,
): Moment {
  const isDrop = analysis.drops.some((drop) => Math.abs(drop.time - beat.time) < 0.08)
  const opensSection = indexInSection === 0
  const place = beat.position === 1 ? 'downbeat' : `beat ${beat.position}`
  const where = opensSection ? `${place} that opens the ${section.label}` : `${place} of the ${section.label}`
  return {
    seconds: beat.time,
    weight: Math.min(1, energyAt(analysis, beat.time) * 0.7 + (isDrop ? 0.3 : 0) + (opensSection ? 0.15 : 0)),
    because: isDrop ? `the drop, ${where}` : where,
    opensSection,
    isDrop,
    isFixed: isDrop || opensSection,
  }
}

function halfBeat(
  analysis: Analysis,
  seconds: number,
  next: number | undefined,
  stepBars: number,
): readonly Moment[] {
  if (next === undefined || stepBars * analysis.time_signature.numerator > 0.75) return []
  const middle = (seconds + next) / 2
  const weight = energyAt(analysis, middle) * 0.6
  return [
    {
      seconds: middle,
      weight,
      because: 'half a beat after the drop',
      opensSection: false,
      isDrop: false,
      isFixed: false,
    },
  ]
}

/** Openings of sections, and between them the clearest onset near each place where a phrase would end. */
function freeMoments(range: SongRange, pace: Pace): readonly Moment[] {
  const { analysis } = range
  const moments: Moment[] = []
  for (const section of sectionsOf(analysis)) {
    moments.push({
      ...plainMoment(analysis, section.start, `opening of the ${section.label}`),
      opensSection: true,
      isFixed: true,
    })
    const end = Math.min(section.end, songSecondsAt(range, range.lengthFrames))
    for (let at = Math.max(section.start, range.startSeconds); ; ) {
      const wish = phraseSeconds(pace, energyAt(analysis, at))
      if (at + wish * 1.4 >= end) break
      const onset = clearestOnset(analysis, at + wish * 0.75, at + wish * 1.25)
      at = onset ?? at + wish
      moments.push(plainMoment(analysis, at, onset === undefined ? 'a quiet stretch' : 'a clear onset'))
    }
  }
  return moments
}

function phraseSeconds(pace: Pace, energy: number): number {
  const [full, quiet] = pace.freeSeconds
  return quiet + (full - quiet) * energy
}

function clearestOnset(analysis: Analysis, from: number, to: number): number | undefined {
  let best: { readonly time: number; readonly strength: number } | undefined
  for (const onset of analysis.onsets) {
    if (onset.time < from || onset.time >= to) continue
    if (best === undefined || onset.strength > best.strength) best = onset
  }
  return best?.time
}

function plainMoment(analysis: Analysis, seconds: number, because: string): Moment {
  const isDrop = analysis.drops.some((drop) => Math.abs(drop.time - seconds) < 0.08)
  return {
    seconds,
    weight: energyAt(analysis, seconds),
    because,
    opensSection: false,
    isDrop,
    isFixed: isDrop,
  }
}

/** Puts moments on frames and drops those too near to the one before, or to an end; a fixed moment displaces a plain one. */
function keepApart(moments: readonly Moment[], range: SongRange, pace: Pace): readonly Cut[] {
  const apart = Math.max(shortestShotFrames, Math.floor(pace.shortestSeconds * range.frameRate))
  const kept: (Cut & { readonly isFixed: boolean })[] = [openingCut(range)]
  for (const moment of moments.toSorted((a, b) => a.seconds - b.seconds)) {
    const frame = frameAt(range, moment.seconds)
    const last = kept.at(-1)
    if (last === undefined || frame <= 0 || frame > range.lengthFrames - apart) continue
    const { seconds: _, ...cut } = { ...moment, frame }
    if (frame - last.frame >= apart) kept.push(cut)
    else if (moment.isFixed && !last.isFixed && frame - (kept.at(-2)?.frame ?? 0) >= apart)
      kept[kept.length - 1] = cut
  }
  return kept.map(({ isFixed: _, ...cut }) => cut)
}

function openingCut(range: SongRange): Cut & { readonly isFixed: true } {
  return {
    frame: 0,
    weight: energyAt(range.analysis, range.startSeconds),
    because: 'the beginning',
    opensSection: false,
    isDrop: false,
    isFixed: true,
  }
}

function nearest(ascending: readonly number[], to: number, within: number): number | undefined {
  let best: number | undefined
  for (const value of ascending) {
    if (Math.abs(value - to) <= within && (best === undefined || Math.abs(value - to) < Math.abs(best - to)))
      best = value
  }
  return best
}
