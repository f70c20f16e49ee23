/**
 * The render beside one bare FFmpeg that does the same timeline, in one run: cold, its proof, and again after one edit.
 * Run directly, or by `npm run bench:render -- [--runs N] [--seconds 10,60]`.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import process from 'node:process'
import { parseArgs, promisify } from 'node:util'
import sharp from 'sharp'
import { z } from 'zod'
import { cropAround } from '#core/timeline/geometry.ts'
import { frameSize, type Preset } from '#core/timeline/preset.ts'
import { plainPhoto } from '#core/timeline/shots.ts'
import type { Shot, Timeline } from '#core/timeline/timeline.ts'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { laneCount } from '../container/render/lane-pool.ts'
import { type StepTiming, stepChannel } from '../container/render/step-timing.ts'
import { orderOf, runOrder, type Trial, type TrialFile, timelineOf } from '../container/render/trial.fake.ts'
import { ObjectStore } from '../container/testing/object-store.ts'
import { type BareMotion, bareParameters, meltParameters } from './render/bare.ts'
import { watchMemory } from './render/memory.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const cutFrames = 15

const bars = { cold: 1.1, proof: 0.2, edit: 0.2, memoryMb: 1024 } as const

type Photo = { readonly id: string; readonly path: string; readonly ratio: number; readonly file: TrialFile }
type Material = { readonly photos: readonly Photo[]; readonly songPath: string; readonly song: TrialFile }
type Row = { readonly name: string; readonly value: string; readonly verdict: string }

/** Runs the bench and prints its tables. Answers whether every bar was met. */
export async function runRenderBench(
  argv: readonly string[],
  { ffmpegPath }: { readonly ffmpegPath: string },
): Promise<boolean> {
  const { values } = parseArgs({
    args: [...argv],
    options: { runs: { type: 'string', default: '3' }, seconds: { type: 'string', default: '10,60' } },
  })
  const runs = z.coerce.number().int().min(1).parse(values.runs)
  const lengths = values.seconds.split(',').map((text) => z.coerce.number().positive().parse(text))
  process.env.FFMPEG_PATH = ffmpegPath
  const material = await readMaterial()
  let isMet = true
  for (const seconds of lengths) {
    const rows = await benchLength(material, seconds, seconds > 20 ? 1 : runs, ffmpegPath)
    isMet &&= rows.every((row) => row.verdict !== 'MISSED')
    print(`${seconds} s, 1080p30, a cut every ${cutFrames} frames`, rows)
  }
  const larger = await benchLarger(material)
  isMet &&= larger.every((row) => row.verdict !== 'MISSED')
  print('10 s in larger sizes, ours only', larger)
  return isMet
}

async function benchLength(
  material: Material,
  seconds: number,
  runs: number,
  ffmpegPath: string,
): Promise<readonly Row[]> {
  const timeline = timelineFor(material, seconds * 30)
  const folder = await mkdtemp(join(tmpdir(), 'cuecraft-bench-'))
  try {
    const samples: Sample[] = []
    for (let i = 0; i < runs; i += 1) samples.push(await sample(material, timeline, folder, ffmpegPath))
    return rowsOf(samples, await timeMelt(material, timeline, folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Sample = {
  readonly bare: Readonly<Record<BareMotion, number>>
  readonly total: number
  readonly proof: number
  readonly edit: number
  readonly memoryMb: number
  readonly encoded: number
}

/** One round: the bare ones and ours in turn, so that a busy moment of the machine meets all alike. */
async function sample(
  material: Material,
  timeline: Timeline,
  folder: string,
  ffmpegPath: string,
): Promise<Sample> {
  const bare = async (motion: BareMotion) => {
    const parameters = bareParameters({ timeline, material, motion, path: join(folder, 'bare.mp4') })
    return await secondsOf(async () => await run(ffmpegPath, [...parameters], { maxBuffer: 2 ** 24 }))
  }
  const store = await ObjectStore.start()
  try {
    const smooth = await bare('smooth')
    const memory = watchMemory()
    const steps: StepTiming[] = []
    const listen = (message: unknown) => steps.push(message as StepTiming)
    stepChannel.subscribe(listen)
    const trial = trialOf(store, timeline, material)
    const total = await secondsOf(async () => await runOrder(orderOf(trial)))
    stepChannel.unsubscribe(listen)
    const memoryMb = memory.stop()
    const stepped = await bare('stepped')
    const edited = { ...trial, timeline: withOneEdit(timeline) }
    let encoded = 0
    const edit = await secondsOf(async () => {
      const { result } = await runOrder(orderOf(edited))
      encoded = result.segmentsEncoded
    })
    return { bare: { smooth, stepped }, total, proof: proofSeconds(steps), edit, memoryMb, encoded }
  } finally {
    await store.stop()
  }
}

/** Sizes above 1080p: what they cost beside it is said, and that they hold its memory bar. */
async function benchLarger(material: Material): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const preset of ['1440p30', '2160p30'] as const satisfies readonly Preset[]) {
    const store = await ObjectStore.start()
    try {
      const memory = watchMemory()
      const trial = { ...trialOf(store, timelineFor(material, 300), material), preset }
      const seconds = await secondsOf(async () => await runOrder(orderOf(trial)))
      const memoryMb = memory.stop()
      rows.push({
        name: `${preset}, cold, and most memory`,
        value: `${seconds.toFixed(1)} s, ${memoryMb.toFixed(0)} MB`,
        verdict: bar(memoryMb, bars.memoryMb),
      })
    } finally {
      await store.stop()
    }
  }
  return rows
}

/** Lanes prove their own segments side by side; the finished file is proved once, alone. */
function proofSeconds(steps: readonly StepTiming[]): number {
  const sum = (step: string) =>
    steps.filter((timing) => timing.step === step).reduce((total, timing) => total + timing.ms, 0) / 1000
  return sum('proof-segments') / laneCount(frameSize('1080p30', '16:9')) + sum('proof-video')
}

function rowsOf(samples: readonly Sample[], meltSeconds: number | undefined): readonly Row[] {
  const middle = (pick: (sample: Sample) => number) => median(samples.map(pick))
  const smooth = middle((s) => s.bare.smooth)
  const cold = middle((s) => s.total - s.proof)
  const coldRatio = middle((s) => (s.total - s.proof) / s.bare.smooth)
  const steppedRatio = middle((s) => (s.total - s.proof) / s.bare.stepped)
  const proofRatio = middle((s) => s.proof / s.bare.smooth)
  const editRatio = middle((s) => s.edit / s.total)
  const memoryMb = Math.max(...samples.map((s) => s.memoryMb))
  return [
    { name: 'one bare FFmpeg, the same smooth motion', value: `${smooth.toFixed(2)} s`, verdict: '1.00' },
    {
      name: 'one bare FFmpeg, motion in whole pixels',
      value: `${middle((s) => s.bare.stepped).toFixed(2)} s`,
      verdict: `ours is ${steppedRatio.toFixed(2)} of it`,
    },
    ...(meltSeconds === undefined
      ? []
      : [{ name: 'melt, cuts without motion', value: `${meltSeconds.toFixed(2)} s`, verdict: '' }]),
    {
      name: 'ours, cold',
      value: `${cold.toFixed(2)} s = ${coldRatio.toFixed(2)}`,
      verdict: bar(coldRatio, bars.cold),
    },
    {
      name: 'its proof',
      value: `${middle((s) => s.proof).toFixed(2)} s = ${proofRatio.toFixed(2)}`,
      verdict: bar(proofRatio, bars.proof),
    },
    {
      name: `again after one edit (${samples[0]?.encoded ?? 0} encoded), proof and all`,
      value: `${middle((s) => s.edit).toFixed(2)} s = ${editRatio.toFixed(2)} of cold`,
      verdict: bar(editRatio, bars.edit),
    },
    {
      name: 'most memory, with the bench and every child',
      value: `${memoryMb.toFixed(0)} MB`,
      verdict: bar(memoryMb, bars.memoryMb),
    },
  ]
}

function bar(value: number, most: number): string {
  return value <= most ? `met (<= ${most})` : 'MISSED'
}

function print(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`)
  for (const { name, value, verdict } of rows) {
    console.log(`  ${name.padEnd(52)} ${value.padEnd(24)} ${verdict}`)
  }
}

/** The demo's photos and song, which come with the project. */
export async function readMaterial(): Promise<Material> {
  const folder = join(root, 'demo', 'photos')
  const names = (await readdir(folder)).filter((name) => extname(name) === '.jpg').toSorted()
  const photos = await Promise.all(
    names.map(async (name, i) => {
      const path = join(folder, name)
      const { width, height } = await sharp(path).metadata()
      return {
        id: `photo-${i}`,
        path,
        ratio: width / height,
        file: { bytes: await readFile(path), format: 'jpg' as const },
      }
    }),
  )
  const songPath = join(root, 'demo', 'vibe-ace.ogg')
  return { photos, songPath, song: { bytes: await readFile(songPath), format: 'ogg' } }
}

/** Cuts of half a second, the photos in turn, each with a zoom or a pan like the planner's. */
export function timelineFor(material: Material, lengthFrames: number): Timeline {
  const count = Math.round(lengthFrames / cutFrames)
  const shots = Array.from({ length: count }, (_, i) => {
    const photo = material.photos[i % material.photos.length]
    if (photo === undefined) throw new Error('there are no photos to bench with')
    return { shot: movingShot(photo, i), lengthFrames: cutFrames }
  })
  return timelineOf(shots)
}

function movingShot(photo: Photo, index: number): Shot {
  const middle = { x: 0.5, y: 0.5 }
  const wide = cropAround(photo.ratio, 16 / 9, middle)
  // No two shots are alike, so that none is reused within a video: steps of the golden ratio never meet again.
  const near = cropAround(photo.ratio, 16 / 9, { x: 0.4 + 0.2 * ((index * 0.618) % 1), y: 0.48 }, 1.1)
  const [from, to] = index % 2 === 0 ? [wide, near] : [near, wide]
  return plainPhoto(photo.id, { fit: 'crop', from, to })
}

/** One clip in the middle moves the other way. */
function withOneEdit(timeline: Timeline): Timeline {
  const edited = Math.floor(timeline.clips.length / 2)
  const clips = timeline.clips.map((clip, i) => {
    if (i !== edited || clip.shot.kind !== 'photo') return clip
    return { ...clip, shot: { ...clip.shot, from: clip.shot.to, to: clip.shot.from } }
  })
  return { ...timeline, clips }
}

export function trialOf(store: ObjectStore, timeline: Timeline, material: Material): Trial {
  const media = Object.fromEntries(material.photos.map((photo) => [photo.id, photo.file]))
  return { store, timeline, preset: '1080p30', song: material.song, media }
}

async function timeMelt(material: Material, timeline: Timeline, folder: string): Promise<number | undefined> {
  const melt = (process.env.PATH ?? '')
    .split(':')
    .map((at) => join(at, 'melt'))
    .find(existsSync)
  if (melt === undefined) return undefined
  const parameters = meltParameters({ timeline, material, path: join(folder, 'melt.mp4') })
  return await secondsOf(async () => await run(melt, [...parameters], { maxBuffer: 2 ** 24 }))
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return (performance.now() - startMs) / 1000
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

if (import.meta.main) {
  const isMet = await runRenderBench(process.argv.slice(2), { ffmpegPath: locateFfmpeg() })
  process.exitCode = isMet ? 0 : 1
}
