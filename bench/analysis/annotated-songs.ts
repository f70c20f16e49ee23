/** Songs of which the truth is known: real ones from a folder, where there is one, and made-up ones. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { makeSong } from '../synthetic-songs/make-song.ts'
import type { SongPlan } from '../synthetic-songs/song-plan.ts'
import { songRate } from '../synthetic-songs/voices.ts'
import { decodeStereo, type Pcm } from './decode.ts'
import type { Key } from './measures.ts'

/** One song and what is true of it; what nobody annotated is missing. */
export type AnnotatedSong = {
  readonly id: string
  readonly pcm: Pcm
  readonly beats: readonly number[]
  readonly downbeats: readonly number[]
  readonly tempo: number
  readonly boundaries: readonly number[] | undefined
  readonly key: Key | undefined
  /** The file itself, for songs that have one. */
  readonly path: string | undefined
}

const Meta = z.object({ tempo: z.number(), key: z.string().nullish(), duration: z.number() })
const pitchClasses = 'C C# D Eb E F F# G Ab A Bb B'.split(' ')

/** The songs of a folder in the form of `shared/audio`: a folder a song, with beats.txt, meta.json and the sound. */
export async function* songsOfFolder(folder: string, ffmpegPath: string): AsyncGenerator<AnnotatedSong> {
  if (!existsSync(folder)) return
  for (const id of (await readdir(folder)).toSorted()) {
    if (existsSync(join(folder, id, 'meta.json'))) yield await songOfFolder(folder, id, ffmpegPath)
  }
}

async function songOfFolder(folder: string, id: string, ffmpegPath: string): Promise<AnnotatedSong> {
  const path = (name: string) => join(folder, id, name)
  const sound = (await readdir(path(''))).find((name) => /\.(ogg|opus|mp3|flac|wav|m4a)$/.test(name)) ?? ''
  const meta = Meta.parse(JSON.parse(await readFile(path('meta.json'), 'utf8')))
  const rows = await readTable(path('beats.txt'))
  const sections = existsSync(path('sections.txt')) ? await readTable(path('sections.txt')) : undefined
  return {
    id,
    path: path(sound),
    pcm: await decodeStereo(path(sound), ffmpegPath),
    beats: rows.map(([time]) => Number(time)),
    downbeats: rows.filter(([, place]) => place === '1').map(([time]) => Number(time)),
    tempo: meta.tempo,
    boundaries: sections?.map(([start]) => Number(start)),
    key: keyNamed(meta.key ?? ''),
  }
}

async function readTable(path: string): Promise<readonly (readonly string[])[]> {
  const text = await readFile(path, 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
}

function keyNamed(name: string): Key | undefined {
  const [tonic = '', mode] = name.split(':')
  const index = pitchClasses.indexOf(tonic)
  return index < 0 ? undefined : { tonic: index, mode: mode === 'min' ? 'minor' : 'major' }
}

/** The song of a plan, with the truth it was made from. */
export function songOfPlan(plan: SongPlan): AnnotatedSong {
  const made = makeSong(plan)
  const times = made.beats.map(({ time }) => time)
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
  const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1
  return {
    id: plan.id,
    path: undefined,
    pcm: { samples: made.samples, sampleRate: songRate, channels: 1 },
    beats: times,
    downbeats: made.beats.filter(({ position }) => position === 1).map(({ time }) => time),
    tempo: 60 / middle,
    boundaries: made.sections.map(({ start }) => start),
    key: { tonic: plan.tonic, mode: plan.mode },
  }
}
