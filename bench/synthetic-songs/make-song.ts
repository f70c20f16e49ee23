/** Plays a plan: samples, and with them the truth about beats, bars, parts and key. */
import { makeRandom, type Random } from '#core/timeline/random.ts'
import { type BeatClock, makeBeatClock } from './beat-clock.ts'
import type { Part, Rhythm, SongPlan } from './song-plan.ts'
import { addNote, addStroke, type Kit, makeKit, songRate } from './voices.ts'

/** A made-up song: mono samples at `songRate`, and what is true of it. */
export type MadeSong = {
  readonly plan: SongPlan
  readonly samples: Float32Array
  readonly beats: readonly { readonly time: number; readonly position: number }[]
  readonly sections: readonly { readonly start: number; readonly label: string }[]
}

/** What the players share while they play. */
type Stage = {
  readonly plan: SongPlan
  readonly song: Float32Array
  readonly clock: BeatClock
  readonly random: Random
  readonly kit: Kit
}

/** One bar to be played. */
type Bar = {
  readonly part: Part
  readonly index: number
  readonly firstBeat: number
  readonly degree: number
}

const startSeconds = 0.4
const tailSeconds = 2
/** Players are not machines: seconds early or late. */
const jitterSeconds = 0.006

/** Makes the song of a plan. The same plan gives the same samples. */
export function makeSong(plan: SongPlan): MadeSong {
  const random = makeRandom(plan.seed)
  const { beatsPerBar } = plan.groove
  const bars = plan.parts.reduce((sum, part) => sum + part.bars, 0)
  const beatCount = bars * beatsPerBar
  const clock = makeBeatClock({
    shape: plan.tempoShape,
    beats: beatCount,
    beatsPerMinute: plan.beatsPerMinute,
    startSeconds,
    random,
  })
  const song = new Float32Array(Math.ceil((clock(beatCount) + tailSeconds) * songRate))
  const stage: Stage = { plan, song, clock, random, kit: makeKit(random) }
  const sections: { start: number; label: string }[] = []
  let beat = 0
  for (const part of plan.parts) {
    sections.push({ start: clock(beat), label: part.label })
    const players = [drummer(stage), bassist(stage), chordPlayer(stage), leadPlayer(stage, part)]
    for (let index = 0; index < part.bars; index++) {
      const bar = { part, index, firstBeat: beat, degree: part.degrees[index % part.degrees.length] ?? 0 }
      for (const play of players) play(bar)
      beat += beatsPerBar
    }
  }
  finishSound(stage)
  const beats = Array.from({ length: beatCount }, (_, i) => ({
    time: clock(i),
    position: (i % beatsPerBar) + 1,
  }))
  return { plan, samples: song, beats, sections }
}

function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random() * items.length)]
}

/** The strokes of a rhythm in a bar: beat within the bar, level, and beats until the next stroke. */
function strokesOf(rhythm: Rhythm, beatsPerBar: number): { beat: number; level: number; length: number }[] {
  const step = beatsPerBar / rhythm.length
  const strokes = [...rhythm].flatMap((mark, i) =>
    mark === '.' ? [] : [{ beat: i * step, level: mark === 'X' ? 1 : mark === 'x' ? 0.7 : 0.3, length: 0 }],
  )
  strokes.forEach((stroke, i) => {
    stroke.length = (strokes[i + 1]?.beat ?? beatsPerBar) - stroke.beat
  })
  return strokes
}

/** Seconds at which something sounds, with swing and a human hand. */
function timeOf(stage: Stage, beat: number): number {
  const whole = Math.floor(beat + 1e-9)
  const inBeat = beat - whole
  const { swing } = stage.plan
  const swung = inBeat < 0.5 ? inBeat * (1 + 2 * swing) : 0.5 + swing + (inBeat - 0.5) * (1 - 2 * swing)
  return stage.clock(whole + swung) + jitterSeconds * (stage.random() + stage.random() - 1)
}

function drummer(stage: Stage): (bar: Bar) => void {
  const { groove } = stage.plan
  const rows = Object.entries(groove.drums).map(([drum, rhythms]) => ({
    drum: drum as keyof Kit,
    rhythm: pick(rhythms, stage.random) ?? '',
  }))
  return (bar) => {
    const { layers, bars, level } = bar.part
    const full = layers.includes('drums')
    if (full && bar.index === 0 && level > 0.6)
      addStroke(stage.song, stage.kit.crash, timeOf(stage, bar.firstBeat), 0.7)
    const playing = rows.filter(({ drum }) => full || (isQuiet(drum) && layers.includes('hats')))
    for (const { drum, rhythm } of playing) {
      for (const stroke of strokesOf(rhythm, groove.beatsPerBar)) {
        const time = timeOf(stage, bar.firstBeat + stroke.beat)
        addStroke(stage.song, stage.kit[drum], time, stroke.level * level * (0.85 + 0.3 * stage.random()))
      }
    }
    if (full && bar.index === bars - 1 && stage.random() < 0.6) fill(stage, bar)
  }
}

function isQuiet(drum: keyof Kit): boolean {
  return drum === 'hat' || drum === 'ride' || drum === 'shaker'
}

/** Four quick strokes into the next part. */
function fill(stage: Stage, bar: Bar): void {
  const from = bar.firstBeat + stage.plan.groove.beatsPerBar - 1
  for (let i = 0; i < 4; i++) {
    const drum = i % 2 === 0 ? stage.kit.tom : stage.kit.snare
    addStroke(stage.song, drum, timeOf(stage, from + i / 4), 0.7 * bar.part.level)
  }
}

const majorScale = [0, 2, 4, 5, 7, 9, 11]
const minorScale = [0, 2, 3, 5, 7, 8, 10]

/** Hertz of a scale degree, 0 the tonic in the octave from middle C. */
function hertzOf(plan: SongPlan, degree: number, octave: number): number {
  const scale = plan.mode === 'major' ? majorScale : minorScale
  const inScale = ((degree % 7) + 7) % 7
  const semitones = plan.tonic + (scale[inScale] ?? 0) + 12 * (Math.floor(degree / 7) + octave)
  return 261.6256 * 2 ** (semitones / 12 + plan.tuningCents / 1200)
}

function bassist(stage: Stage): (bar: Bar) => void {
  const { bass, beatsPerBar } = stage.plan.groove
  const rhythm = pick(bass?.rhythm ?? [], stage.random)
  return (bar) => {
    if (bass === undefined || rhythm === undefined || !bar.part.layers.includes('bass')) return
    strokesOf(rhythm, beatsPerBar).forEach((stroke, i) => {
      const degree = bar.degree + (bass.walks === true ? ([0, 2, 4, 2][i % 4] ?? 0) : 0)
      const start = timeOf(stage, bar.firstBeat + stroke.beat)
      const length = 0.85 * (stage.clock(bar.firstBeat + stroke.beat + stroke.length) - start)
      addNote(stage.song, {
        voice: bass.voice,
        start,
        length,
        hz: hertzOf(stage.plan, degree, -2),
        level: stroke.level * bar.part.level,
      })
    })
  }
}

function chordPlayer(stage: Stage): (bar: Bar) => void {
  const { chords, beatsPerBar } = stage.plan.groove
  const rhythm = pick(chords?.rhythm ?? [], stage.random)
  return (bar) => {
    if (chords === undefined || rhythm === undefined || !bar.part.layers.includes('chords')) return
    strokesOf(rhythm, beatsPerBar).forEach((stroke, i) => {
      const start = timeOf(stage, bar.firstBeat + stroke.beat)
      const length = 0.9 * (stage.clock(bar.firstBeat + stroke.beat + stroke.length) - start)
      const notes = chords.broken === true ? [[0, 4, 7, 9, 7, 4][i % 6] ?? 0] : [0, 2, 4]
      for (const note of notes) {
        const hz = hertzOf(stage.plan, bar.degree + note, chords.voice === 'distorted' ? -1 : 0)
        addNote(stage.song, {
          voice: chords.voice,
          start,
          length,
          hz,
          level: stroke.level * bar.part.level * 0.7,
        })
      }
    })
  }
}

/** A tune of two bars for each label, so that a chorus comes back with its tune. */
function leadPlayer(stage: Stage, part: Part): (bar: Bar) => void {
  const { lead, beatsPerBar } = stage.plan.groove
  const tune = makeRandom(
    stage.plan.seed + [...part.label].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7),
  )
  const bars = [0, 1].map(() =>
    strokesOf(pick(lead?.rhythm ?? [], tune) ?? '', beatsPerBar).map((stroke) => ({
      ...stroke,
      degree: Math.floor(tune() * 6),
    })),
  )
  return (bar) => {
    if (lead === undefined || !part.layers.includes('lead')) return
    bars[bar.index % 2]?.forEach((stroke, i) => {
      const degree = i === 0 ? bar.degree + 2 * (stroke.degree % 3) : stroke.degree
      const start = timeOf(stage, bar.firstBeat + stroke.beat)
      const length = 0.9 * (stage.clock(bar.firstBeat + stroke.beat + stroke.length) - start)
      addNote(stage.song, {
        voice: lead.voice,
        start,
        length,
        hz: hertzOf(stage.plan, degree, 1),
        level: part.level * stroke.level,
      })
    })
  }
}

/** A room, some noise, and a limiter like a finished master has. */
function finishSound({ plan, song, random }: Stage): void {
  const delays = [0.0297, 0.0371, 0.0411].map((seconds) => Math.round(seconds * songRate))
  const lines = delays.map((delay) => new Float32Array(delay))
  for (let i = 0; i < song.length; i++) {
    const dry = song[i] ?? 0
    let wet = 0
    for (const line of lines) {
      const at = i % line.length
      const echo = line[at] ?? 0
      line[at] = dry + 0.75 * echo
      wet += echo
    }
    song[i] = Math.tanh(0.6 * (dry + plan.reverb * wet * 0.3) + plan.noise * (random() - 0.5))
  }
}
