/** The set of made-up songs: every groove at its usual speeds, in all keys, with forms that return and forms that do not. */
import { makeRandom, type Random } from '#core/timeline/random.ts'
import { type GrooveName, grooves } from './grooves.ts'
import type { Layer, Part, SongPlan, TempoShape } from './song-plan.ts'

type Habit = {
  readonly groove: GrooveName
  readonly slowest: number
  readonly fastest: number
  readonly swing?: number
  readonly shapes?: readonly TempoShape[]
}

/** How fast each groove is usually played. */
const habits: readonly Habit[] = [
  { groove: 'house', slowest: 118, fastest: 130, shapes: ['even'] },
  { groove: 'techno', slowest: 126, fastest: 145, shapes: ['even'] },
  { groove: 'pop', slowest: 86, fastest: 128, shapes: ['even', 'human'] },
  { groove: 'rock', slowest: 92, fastest: 160, shapes: ['human', 'jump'] },
  { groove: 'metal', slowest: 120, fastest: 190, shapes: ['human', 'even'] },
  { groove: 'thrash', slowest: 158, fastest: 198, shapes: ['human'] },
  { groove: 'skank', slowest: 130, fastest: 200, shapes: ['human', 'even'] },
  { groove: 'doubleBass', slowest: 120, fastest: 200, shapes: ['human', 'even'] },
  { groove: 'halfTime', slowest: 130, fastest: 150, shapes: ['even'] },
  { groove: 'drumAndBass', slowest: 165, fastest: 178, shapes: ['even'] },
  { groove: 'hipHop', slowest: 80, fastest: 100, shapes: ['even'], swing: 0.06 },
  { groove: 'funk', slowest: 96, fastest: 118, shapes: ['human'] },
  { groove: 'reggae', slowest: 66, fastest: 84, shapes: ['human'], swing: 0.05 },
  { groove: 'disco', slowest: 110, fastest: 124, shapes: ['human', 'ramp'] },
  { groove: 'country', slowest: 96, fastest: 130, shapes: ['human'] },
  { groove: 'bossa', slowest: 110, fastest: 140, shapes: ['human'] },
  { groove: 'swing', slowest: 115, fastest: 190, shapes: ['human'], swing: 1 / 6 },
  { groove: 'shuffle', slowest: 84, fastest: 130, shapes: ['human'] },
  { groove: 'slowTriplets', slowest: 60, fastest: 78, shapes: ['human'] },
  { groove: 'sixEight', slowest: 58, fastest: 84, shapes: ['human'] },
  { groove: 'waltz', slowest: 90, fastest: 175, shapes: ['human', 'rubato'] },
  { groove: 'folkWaltz', slowest: 95, fastest: 140, shapes: ['human'] },
  { groove: 'rockWaltz', slowest: 90, fastest: 150, shapes: ['even', 'ramp'] },
  { groove: 'pianoPop', slowest: 66, fastest: 110, shapes: ['human'] },
  { groove: 'pianoSolo', slowest: 70, fastest: 110, shapes: ['rubato', 'human'] },
  { groove: 'fingerpicking', slowest: 76, fastest: 120, shapes: ['human'] },
  { groove: 'hymn', slowest: 72, fastest: 100, shapes: ['human', 'rubato'] },
  { groove: 'arpeggio', slowest: 90, fastest: 128, shapes: ['even'] },
  { groove: 'strings', slowest: 80, fastest: 120, shapes: ['rubato', 'human'] },
]

const forms: readonly (readonly string[])[] = [
  ['intro', 'verse', 'chorus', 'verse', 'chorus', 'outro'],
  ['intro', 'verse', 'chorus', 'bridge', 'chorus'],
  ['verse', 'verse', 'chorus', 'verse', 'chorus'],
  ['A', 'B', 'A', 'C'],
  ['intro', 'build', 'drop', 'break', 'drop', 'outro'],
]

const progressions: Record<SongPlan['mode'], readonly (readonly number[])[]> = {
  major: [
    [0, 4, 5, 3],
    [0, 3, 4, 0],
    [0, 5, 3, 4],
    [3, 0, 4, 0],
    [5, 3, 0, 4],
    [0, 0, 3, 4],
  ],
  minor: [
    [0, 5, 2, 6],
    [0, 3, 6, 0],
    [0, 6, 5, 6],
    [5, 6, 0, 0],
    [0, 0, 5, 6],
    [0, 3, 0, 4],
  ],
}

const everything: readonly Layer[] = ['drums', 'bass', 'chords', 'lead']

const layersByLabel: Record<string, readonly (readonly Layer[])[]> = {
  intro: [['chords'], ['hats', 'chords'], ['drums', 'bass'], ['chords', 'bass']],
  verse: [['drums', 'bass', 'chords'], ['drums', 'bass', 'lead'], everything],
  chorus: [everything],
  bridge: [
    ['chords', 'lead'],
    ['drums', 'chords'],
    ['bass', 'chords'],
  ],
  build: [
    ['hats', 'chords'],
    ['hats', 'chords', 'lead'],
  ],
  drop: [everything],
  break: [['chords'], ['chords', 'lead']],
  outro: [['chords'], ['drums', 'bass'], ['bass', 'chords']],
}

const levelByLabel: Record<string, number> = {
  intro: 0.6,
  verse: 0.75,
  bridge: 0.6,
  build: 0.7,
  break: 0.5,
  outro: 0.55,
}

/** The plans of the set: each groove `rounds` times. The first round is for work, later ones to check it did not overfit. */
export function songPlans(rounds: number): SongPlan[] {
  return Array.from({ length: rounds }, (_, round) =>
    habits.map((habit, i) => planOf(habit, round, makeRandom(1000 * (round + 1) + i))),
  ).flat()
}

function choose<T>(items: readonly [T, ...T[]] | readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('Nothing to choose from.')
  return item
}

function planOf(habit: Habit, round: number, random: Random): SongPlan {
  const mode = random() < 0.55 ? 'major' : 'minor'
  const beatsPerMinute = Math.round((habit.slowest + random() * (habit.fastest - habit.slowest)) * 10) / 10
  const { beatsPerBar } = grooves[habit.groove]
  // About a minute and a quarter, in parts of 4, 6 or 8 bars.
  const barsInAll = (75 * beatsPerMinute) / 60 / beatsPerBar
  const form = choose(forms, random)
  const bars = [4, 6, 8, 12, 16].findLast((count) => count * form.length <= barsInAll * 1.2) ?? 4
  return {
    id: `${habit.groove}-${round + 1}`,
    seed: Math.floor(random() * 2 ** 31),
    groove: grooves[habit.groove],
    beatsPerMinute,
    tempoShape: choose(habit.shapes ?? ['even'], random),
    swing: habit.swing ?? 0,
    tonic: Math.floor(random() * 12),
    mode,
    parts: partsOf(form, bars, mode, random),
    noise: random() < 0.3 ? 0.02 : 0.001,
    tuningCents: random() < 0.3 ? Math.round(random() * 60 - 30) : 0,
    reverb: random() * 0.4,
  }
}

function partsOf(form: readonly string[], bars: number, mode: SongPlan['mode'], random: Random): Part[] {
  const byLabel = new Map<string, Omit<Part, 'bars'>>()
  return form.map((label) => {
    const known = byLabel.get(label) ?? {
      label,
      degrees: choose(progressions[mode], random),
      layers: choose(
        layersByLabel[label] ?? [everything, ['drums', 'bass', 'chords'], ['bass', 'chords', 'lead']],
        random,
      ),
      level: levelByLabel[label] ?? 0.9,
    }
    byLabel.set(label, known)
    return { ...known, bars: label === 'intro' || label === 'outro' ? Math.max(4, bars / 2) : bars }
  })
}
