/**
 * How right and how fast the analysis is, on annotated songs and on made-up ones, in one table. Run by
 * `npm run bench:analysis -- [--folder DIR] [--rounds N]`.
 */
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { makeAnalyser } from '#core/audio/analyser.ts'
import type { Analysis } from '#core/audio/analysis.ts'
import { type AnnotatedSong, songOfPlan, songsOfFolder } from './analysis/annotated-songs.ts'
import { referenceLufs } from './analysis/decode.ts'
import {
  anyLevel,
  beatMeasure,
  boundaryMeasure,
  continuityMeasure,
  keyMeasure,
  tempoMeasure,
} from './analysis/measures.ts'
import { songPlans } from './synthetic-songs/song-set.ts'

const root = join(import.meta.dirname, '..')
const pieceSamples = 65_536
const pitchClasses = 'C C# D Eb E F F# G Ab A Bb B'.split(' ')

/** What the analysis must reach, by the name of the measure. */
const bars = {
  beatF: 0.84,
  amlT: 0.9,
  downbeatF: 0.68,
  tempo1: 0.72,
  tempo2: 0.92,
  sections3s: 0.65,
  key: 0.88,
} as const

type Measure = keyof typeof bars
type Row = {
  readonly id: string
  readonly measures: Readonly<Partial<Record<Measure, number>>>
  readonly gridConfidence: number
  readonly loudnessError: number
  readonly speed: number
}

/** Runs the bench and prints a row a song, the means beside their bars, and the speed. */
export async function runAnalysisBench(
  argv: readonly string[],
  { ffmpegPath }: { readonly ffmpegPath: string },
): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      folder: { type: 'string', default: join(root, '..', 'shared', 'audio', 'open') },
      rounds: { type: 'string', default: '1' },
    },
  })
  const rounds = z.coerce.number().int().min(0).max(40).parse(values.rounds)
  const annotated: Row[] = []
  for await (const song of songsOfFolder(values.folder, ffmpegPath))
    annotated.push(await measure(song, ffmpegPath))
  const made: Row[] = []
  for (const plan of songPlans(rounds)) made.push(await measure(songOfPlan(plan), ffmpegPath))
  print('annotated songs', annotated)
  print('made-up songs', made)
}

async function measure(song: AnnotatedSong, ffmpegPath: string): Promise<Row> {
  const { analysis, seconds } = analyse(song)
  const beats = analysis.beats.map(({ time }) => time)
  const { integrated_lufs: lufs } = analysis.loudness
  return {
    id: song.id,
    measures: {
      beatF: beatMeasure(song.beats, beats),
      amlT: continuityMeasure(song.beats, beats),
      tempo1: tempoMeasure(song.tempo, analysis.tempo.value, [1]),
      tempo2: tempoMeasure(song.tempo, analysis.tempo.value, anyLevel),
      ...(song.downbeats.length > 2 ? { downbeatF: beatMeasure(song.downbeats, analysis.downbeats) } : {}),
      ...formMeasures(song, analysis),
    },
    gridConfidence: analysis.grid_confidence,
    loudnessError: Math.abs((lufs ?? Number.NaN) - (await referenceLufs(song.pcm, ffmpegPath))),
    speed: analysis.duration / seconds,
  }
}

function formMeasures(song: AnnotatedSong, analysis: Analysis): Row['measures'] {
  const { tonic, mode } = analysis.key
  const key = tonic === null || mode === null ? undefined : { tonic: pitchClasses.indexOf(tonic), mode }
  const starts = analysis.segments.map(({ time }) => time)
  const form = { seconds: analysis.duration, tolerance: 3 }
  return {
    ...(song.boundaries === undefined ? {} : { sections3s: boundaryMeasure(song.boundaries, starts, form) }),
    ...(song.key === undefined ? {} : { key: keyMeasure(song.key, key) }),
  }
}

function analyse({ pcm }: AnnotatedSong): { readonly analysis: Analysis; readonly seconds: number } {
  const started = performance.now()
  const analyser = makeAnalyser(pcm)
  const piece = pieceSamples * pcm.channels
  for (let from = 0; from < pcm.samples.length; from += piece) {
    analyser.push(pcm.samples.subarray(from, from + piece))
  }
  const { analysis } = analyser.finish()
  return { analysis, seconds: (performance.now() - started) / 1000 }
}

function print(title: string, rows: readonly Row[]): void {
  const say = (line: string) => {
    process.stdout.write(`${line}\n`)
  }
  if (rows.length === 0) {
    say(`${title}: none here`)
    return
  }
  const names = Object.keys(bars) as Measure[]
  say(`\n${title.padEnd(34)}${names.map((name) => name.padStart(11)).join('')}   trust     LU  x real time`)
  const cell = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(3)).padStart(11)
  for (const row of rows) {
    const measures = names.map((name) => cell(row.measures[name])).join('')
    const rest = `${row.gridConfidence.toFixed(2).padStart(8)}${row.loudnessError.toFixed(2).padStart(7)}`
    say(`${row.id.padEnd(34)}${measures}${rest}${row.speed.toFixed(0).padStart(13)}`)
  }
  const means = names.map((name) => {
    const values = rows.flatMap((row) => row.measures[name] ?? [])
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
  })
  const worstLoudness = Math.max(...rows.map((row) => row.loudnessError))
  const speeds = rows.map((row) => row.speed).toSorted((a, b) => a - b)
  say(`${'mean'.padEnd(34)}${means.map(cell).join('')}`)
  say(`${'bar'.padEnd(34)}${names.map((name) => cell(bars[name])).join('')}`)
  say(
    `loudness is off by at most ${worstLoudness.toFixed(3)} LU (bar 0.1); the median speed is ` +
      `${(speeds[Math.floor(speeds.length / 2)] ?? 0).toFixed(0)} times real time on one core (bar 100)`,
  )
}
