/** What the models of the beat grid learn from: made-up songs, and annotated recordings at several speeds. */
import { downbeatFeatures } from '#core/audio/downbeat-features.ts'
import { gridCandidates } from '#core/audio/grid-candidates.ts'
import { gridEvidence, gridFeatures } from '#core/audio/grid-features.ts'
import { harmonicChangeOf, harmonyOf } from '#core/audio/harmony.ts'
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
import type { Fitting, Question } from './fit.ts'

const plainRounds = 6
const mixedSongs = 220
const changeSeconds = 0.6
/** A grid is worth its beats, and something for the right pulse at another level. */
const beatWorth = 9 / 14
/** Recordings are few, and they are the real thing: each is heard at so many speeds, and each of those so often. */
const recordingSpeeds = [0.86, 0.93, 1, 1.08, 1.16] as const
const recordingWeight = 2

/** How the model that chooses a grid is fitted. */
export const gridFitting: Fitting = { hiddenCells: 8, starts: 5, turns: 400, decay: 0.008, sharpness: 14 }

/** What one song teaches: which of its grids is best, and which of its beats are downbeats. */
export type Lesson = {
  readonly grid: Question
  /** The F-measure and AMLt of each of the grids. */
  readonly measures: readonly { readonly beatF: number; readonly amlT: number }[]
  readonly downbeatRows: readonly (readonly number[])[]
  readonly isDownbeat: readonly boolean[]
}

/** One recording: its lessons as they are weighed, and the one of it as it is. */
export type Recording = {
  readonly id: string
  readonly lessons: readonly Lesson[]
  readonly asItIs: Lesson
}

/** The lessons of all made-up songs, the same every time. */
export function madeUpLessons(): readonly Lesson[] {
  return [...songPlans(plainRounds), ...mixedPlans(mixedSongs)].map((plan) => lessonOf(songOfPlan(plan)))
}

/** The recordings of a folder in the form that `songsOfFolder` reads. */
export async function recordingsOf(folder: string): Promise<readonly Recording[]> {
  const recordings: Recording[] = []
  for await (const song of songsOfFolder(folder, locateFfmpeg())) {
    const lessons = recordingSpeeds.map((speed) => lessonOf(atSpeed(song, speed)))
    const weighed = Array.from({ length: recordingWeight }, () => lessons).flat()
    recordings.push({ id: song.id, lessons: weighed, asItIs: lessonOf(song) })
  }
  return recordings
}

/** A recording as if it were played faster or slower: pitch and tempo move together, like on a turntable. */
function atSpeed(song: AnnotatedSong, speed: number): AnnotatedSong {
  // A rate that shares factors with the analysis' own keeps the resampler's tables small.
  const sampleRate = Math.round((song.pcm.sampleRate * speed) / 50) * 50
  const heardAt = (time: number) => (time * song.pcm.sampleRate) / sampleRate
  const pcm = { ...song.pcm, sampleRate }
  return { ...song, pcm, beats: song.beats.map(heardAt), downbeats: song.downbeats.map(heardAt) }
}

function lessonOf(song: AnnotatedSong): Lesson {
  const signal = monoOf(song.pcm)
  const powers = framePowers(signal)
  const gain = levellingGain(powers)
  const pulse = pulseOf(spectralFluxOf(signal, gain, () => undefined))
  const harmony = harmonyOf(signal, gain)
  const evidence = gridEvidence(pulse, harmonicChangeOf(harmony, changeSeconds, pulse.all.length))
  const candidates = gridCandidates(pulse.all, tempogramOf(pulse.all))
  const measures = candidates.map(({ beats }) => {
    const found = beats.map(secondsOfFrame)
    return { beatF: beatMeasure(song.beats, found), amlT: continuityMeasure(song.beats, found) }
  })
  const worth = measures.map(({ beatF, amlT }) => beatWorth * beatF + (1 - beatWorth) * amlT)
  // A song whose bars nobody annotated teaches nothing about them.
  const counted = song.downbeats.length > 2 ? song.beats : []
  const downbeats = new Set(song.downbeats)
  return {
    grid: { figures: candidates.map((candidate) => gridFeatures(candidate, evidence)), worth },
    measures,
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
