/** An order and a task as the Worker would give them, over an object store on this machine: for tests and the bench. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MediaFormat } from '#core/media/format.ts'
import type { Music } from '#core/timeline/music.ts'
import type { Preset } from '#core/timeline/preset.ts'
import { audioHash, segmentHash } from '#core/timeline/segment-hash.ts'
import { segmentsOf } from '#core/timeline/segments.ts'
import type { Shot, Timeline, Transition } from '#core/timeline/timeline.ts'
import type { LoudnessMode, RenderOrder } from '#core/work/order.ts'
import type { TaskUpdate } from '../server/task-work.ts'
import type { ObjectStore } from '../testing/object-store.ts'
import { renderOrder } from './render-order.ts'
import { readSeal } from './seal.ts'

/** A song, photo or clip by its bytes. */
export type TrialFile = { readonly bytes: Uint8Array; readonly format: MediaFormat }

/** A timeline of shots of whole frames, one after the other. */
export function timelineOf(
  shots: readonly { readonly shot: Shot; readonly lengthFrames: number }[],
  more: Partial<Timeline> = {},
): Timeline {
  let startFrame = 0
  const clips = shots.map(({ shot, lengthFrames }) => {
    const clip = { startFrame, lengthFrames, shot, because: 'trial', effects: [] }
    startFrame += lengthFrames
    return clip
  })
  const fixed = { version: 1, songId: 'sng_trial', aspect: '16:9', style: 'balanced', seed: 1 } as const
  const transitions: Transition[] = []
  return {
    ...fixed,
    frameRate: 30,
    lengthFrames: startFrame,
    songStartSeconds: 0,
    clips,
    transitions,
    titles: [],
    ...more,
  }
}

/** What an order is made from. */
export type Trial = {
  readonly store: ObjectStore
  readonly timeline: Timeline
  readonly preset: Preset
  readonly song: TrialFile
  readonly media: Readonly<Record<string, TrialFile>>
  readonly loudness?: LoudnessMode
  /** Without it, nothing is heard that a picture would move by. */
  readonly music?: Music
}

function silenceFor({ lengthFrames }: Timeline): Music {
  const still = Array.from({ length: lengthFrames }, () => 0)
  return { beats: still, onsets: still, energy: still }
}

/** The order: what the store has of it already is offered for reuse, as the Worker offers it. */
export function orderOf(trial: Trial): RenderOrder {
  const {
    store,
    timeline,
    preset,
    song,
    media,
    loudness = 'normalised',
    music = silenceFor(timeline),
  } = trial
  const source = (key: string, file: TrialFile) => ({
    url: store.put(key, file.bytes),
    format: file.format,
    contentHash: key,
  })
  const place = (hash: string) => ({
    hash,
    putUrl: store.url(hash),
    ...(store.objects.has(hash) ? { getUrl: store.url(hash) } : {}),
  })
  const { songStartSeconds, lengthFrames, frameRate } = timeline
  const sound = { songContentHash: 'song', songStartSeconds, lengthFrames, frameRate }
  const segments = segmentsOf(timeline, music).map((segment) => {
    const hash = segmentHash({ segment, timeline, preset, contentHashOf: (id) => id })
    const isStored = store.objects.has(hash)
    return { ...place(hash), ...(isStored ? { provedFrames: segment.lengthFrames } : {}) }
  })
  return {
    kind: 'render',
    timeline,
    music: { beats: [...music.beats], onsets: [...music.onsets], energy: [...music.energy] },
    preset,
    loudness,
    song: source('song', song),
    media: Object.fromEntries(Object.entries(media).map(([id, file]) => [id, source(id, file)])),
    segments,
    ...(loudness === 'silent' ? {} : { audio: place(audioHash({ ...sound, loudness })) }),
    video: store.parts('video', 5 * 2 ** 20, 200),
    posterPutUrl: store.url('poster'),
  }
}

/** How an order is run: what ends it, the folder it works in, and who is told how it goes. */
type Running = {
  readonly signal?: AbortSignal
  readonly within?: string
  readonly onUpdate?: (update: TaskUpdate) => void
}

/** Runs an order in a folder of its own, and answers its result and everything it told. */
export async function runOrder(order: RenderOrder, running: Running = {}) {
  const { signal = new AbortController().signal, within = tmpdir(), onUpdate } = running
  const updates: TaskUpdate[] = []
  const folder = await mkdtemp(join(within, 'cuecraft-trial-'))
  const report = (update: TaskUpdate) => {
    updates.push(update)
    onUpdate?.(update)
  }
  try {
    const result = await renderOrder(order, { folder, signal, report })
    return { result, updates }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The finished video's bytes, put together from the parts that were stored. */
export function videoIn(store: ObjectStore, parts: number): Buffer {
  return Buffer.concat(Array.from({ length: parts }, (_, i) => store.get(`video#${i + 1}`).bytes))
}

/** What an order left in the store, written into a folder: its pieces in order, with where they belong, and its sound. */
export async function unpack(store: ObjectStore, order: RenderOrder, folder: string) {
  const pieces = await Promise.all(
    segmentsOf(order.timeline, order.music).map(async (segment, i) => {
      const hash = order.segments[i]?.hash ?? ''
      const { bytes } = store.get(hash)
      const path = join(folder, `piece-${i}.mp4`)
      await writeFile(path, bytes)
      return { ...segment, path, digest: readSeal(bytes, hash)?.digest ?? '' }
    }),
  )
  const soundPath = join(folder, 'sound.m4a')
  await writeFile(soundPath, store.get(order.audio?.hash ?? '').bytes)
  return { pieces, soundPath }
}
