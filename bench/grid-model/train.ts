/**
 * Fits the models of the beat grid and writes them into `core/audio`: on made-up songs, and on annotated recordings where
 * a folder of them is named. Run by `node bench/grid-model/train.ts [FOLDER]`; it takes some minutes, and the same songs
 * give the same weights.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { countBars } from '#core/audio/bars.ts'
import { downbeatFeatures } from '#core/audio/downbeat-features.ts'
import { gridCandidates } from '#core/audio/grid-candidates.ts'
import { gridEvidence, gridFeatures } from '#core/audio/grid-features.ts'
import { harmonicChangeOf, harmonyOf } from '#core/audio/harmony.ts'
import { type Model, scoreOf } from '#core/audio/learned.ts'
import {
  framePowers,
  frameRate,
  levellingGain,
  makeSampleCollector,
  secondsOfFrame,
  signalRate,
} from '#core/audio/mono-signal.ts'
import { pulseOf } from '#core/audio/pulse.ts'
import { makeResampler } from '#core/audio/resampler.ts'
import { spectralFluxOf } from '#core/audio/spectral-flux.ts'
import { tempogramOf } from '#core/audio/tempogram.ts'
import { locateFfmpeg } from '../../container/ffmpeg/locate.ts'
import { type AnnotatedSong, songOfPlan, songsOfFolder } from '../analysis/annotated-songs.ts'
import type { Pcm } from '../analysis/decode.ts'
import { beatMeasure, continuityMeasure } from '../analysis/measures.ts'
import { mixedPlans } from '../synthetic-songs/mixed-songs.ts'
import { songPlans } from '../synthetic-songs/song-set.ts'
import { choiceOf, fitOdds, fitRanking, type Question } from './fit.ts'

const plainRounds = 6
const mixedSongs = 220
const changeSeconds = 0.6
/** A grid is worth its beats, and something for the right pulse at another level. */
const beatWorth = 9 / 14

type Lesson = {
  readonly grid: Question
  readonly downbeatRows: readonly (readonly number[])[]
  readonly isDownbeat: readonly boolean[]
}

/** How often a recording is heard for once that a made-up song is: there are few, and they are the real thing. */
const recordingWeight = 8

const madeUp = [...songPlans(plainRounds), ...mixedPlans(mixedSongs)].map((plan) =>
  lessonOf(songOfPlan(plan)),
)
const recorded: Lesson[] = []
const [folder] = process.argv.slice(2)
if (folder !== undefined) {
  for await (const song of songsOfFolder(folder, locateFfmpeg())) recorded.push(lessonOf(song))
}
const lessons = [...madeUp, ...Array.from({ length: recordingWeight }, () => recorded).flat()]
const grid = fitRanking(
  lessons.map((lesson) => lesson.grid),
  { hiddenCells: 8, turns: 400, decay: 0.012, sharpness: 14 },
)
const downbeat = fitOdds(
  lessons.flatMap((lesson) => lesson.downbeatRows),
  lessons.flatMap((lesson) => lesson.isDownbeat),
  { turns: 150, decay: 0.001 },
)
report()
await write(
  'grid-weights.ts',
  'gridModel',
  'How much each figure of `grid-features.ts` speaks for a beat grid.',
  grid,
)
await write(
  'downbeat-weights.ts',
  'downbeatModel',
  'How much each figure of `downbeat-features.ts` speaks for a downbeat.',
  downbeat,
)

function lessonOf(song: AnnotatedSong): Lesson {
  const signal = monoOf(song.pcm)
  const powers = framePowers(signal)
  const gain = levellingGain(powers)
  const pulse = pulseOf(spectralFluxOf(signal, gain, () => undefined))
  const harmony = harmonyOf(signal, gain)
  const evidence = gridEvidence(pulse, harmonicChangeOf(harmony, changeSeconds, pulse.all.length))
  const candidates = gridCandidates(pulse.all, tempogramOf(pulse.all))
  const worth = candidates.map(({ beats }) => {
    const found = beats.map(secondsOfFrame)
    return beatWorth * beatMeasure(song.beats, found) + (1 - beatWorth) * continuityMeasure(song.beats, found)
  })
  // A song whose bars nobody annotated teaches nothing about them.
  const counted = song.downbeats.length > 2 ? song.beats : []
  const downbeats = new Set(song.downbeats)
  return {
    grid: { figures: candidates.map((candidate) => gridFeatures(candidate, evidence)), worth },
    downbeatRows: downbeatFeatures(
      counted.map((time) => time * frameRate),
      { pulse, harmony, powers },
    ),
    isDownbeat: counted.map((time) => downbeats.has(time)),
  }
}

/** The mean of all channels at the rate of the analysis. */
function monoOf({ samples, sampleRate, channels }: Pcm): Float32Array {
  const mono = Float32Array.from({ length: Math.floor(samples.length / channels) }, (_, frame) => {
    const all = samples.subarray(frame * channels, (frame + 1) * channels)
    return all.reduce((sum, sample) => sum + sample, 0) / channels
  })
  const collector = makeSampleCollector()
  const resampler = makeResampler(sampleRate, signalRate, (piece) => collector.push(piece))
  resampler.push(mono)
  resampler.finish()
  return collector.finish()
}

/** Says how well the models know the songs they learned from; the bench says the rest. */
function report(): void {
  const chosen = lessons.map((lesson) => lesson.grid.worth[choiceOf(grid, lesson.grid)] ?? 0)
  const best = lessons.map((lesson) => Math.max(...lesson.grid.worth))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const counted = lessons
    .filter(({ isDownbeat }) => isDownbeat.length > 0)
    .map(({ downbeatRows, isDownbeat }) => {
      const { positions } = countBars(downbeatRows.map((row) => scoreOf(downbeat, row)))
      return mean(positions.map((position, i) => Number((position === 1) === isDownbeat[i])))
    })
  process.stdout.write(
    `grids ${mean(chosen).toFixed(3)} of ${mean(best).toFixed(3)}, bars ${mean(counted).toFixed(3)}\n`,
  )
}

async function write(file: string, name: string, what: string, model: Model): Promise<void> {
  const head = `/** ${what} Fitted by \`bench/grid-model\`; not written by hand. */`
  const text = `${head}\nimport type { Model } from './learned.ts'\n\n/** See the file's head. */\nexport const ${name}: Model = ${JSON.stringify(model)}\n`
  await writeFile(join(import.meta.dirname, '..', '..', 'core', 'audio', file), text)
}
