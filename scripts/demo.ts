/** `npm run demo`: the whole job without a browser, on the bundled song and photographs or on one's own files. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { Lyrics } from '../core/lyrics/lyrics.ts'
import { captionsOf, plainCaptionStyle } from '../core/timeline/captions.ts'
import { Timeline } from '../core/timeline/timeline.ts'
import { type Client, signIn } from './client/client.ts'
import { type DemoChoices, readDemoChoices } from './demo/choices.ts'
import { makeProgressBar } from './demo/progress-bar.ts'
import { findFreePort } from './stack/port.ts'
import { runScript } from './stack/script.ts'
import { untilAsked } from './stack/signals.ts'
import { startStack } from './stack/stack.ts'

const Song = z.object({ id: z.string(), jobId: z.string(), durationMs: z.number() })
const Media = z.object({ id: z.string() })
const BroughtLyrics = z.object({ lyrics: Lyrics })
const Video = z.object({ id: z.string(), timeline: z.object({ clips: z.array(z.unknown()) }) })
const Render = z.object({
  id: z.string(),
  jobId: z.string(),
  proof: z
    .object({ frames: z.number(), maxCutErrorFrames: z.number(), lufs: z.number().nullable() })
    .nullable(),
})

await runScript(async () => {
  const choices = readDemoChoices(process.argv.slice(2), join(import.meta.dirname, '..', 'demo'))
  const stateFolder = await mkdtemp(join(tmpdir(), 'cuecraft-demo-'))
  const leaving = new AbortController()
  untilAsked().then(
    () => leaving.abort(new Error('Stopped.')),
    () => undefined,
  )
  try {
    const stack = await startStack(
      { port: await findFreePort(), stateFolder },
      (line) => console.error(line),
      leaving.signal,
    )
    try {
      const stopped = new Promise<never>((_, reject) => {
        leaving.signal.addEventListener('abort', () => reject(leaving.signal.reason))
      })
      await Promise.race([makeVideo(await signIn(stack.origin, 'demo@example.com'), choices), stopped])
    } finally {
      await stack.stop()
    }
  } finally {
    await rm(stateFolder, { recursive: true, force: true })
  }
})

async function makeVideo(client: Client, choices: DemoChoices): Promise<void> {
  const bar = makeProgressBar(process.stderr)
  const files = choices.media.length + 1
  bar.show('uploading', 0, basename(choices.song))
  const song = await named(choices.song, client.upload('song', Song, choices.song))
  const mediaIds: string[] = []
  for (const [i, file] of choices.media.entries()) {
    bar.show('uploading', (i + 1) / files, basename(file))
    mediaIds.push((await named(file, client.upload('media', Media, file))).id)
  }
  await client.follow(song.jobId, (job) => bar.show('analysing', job.progress, job.stage))
  const range = {
    startSeconds: 0,
    durationSeconds: Math.min(choices.seconds ?? Infinity, song.durationMs / 1000),
  }
  const video = await client.send('POST', '/api/v1/videos', Video, {
    songId: song.id,
    mediaIds,
    aspect: choices.aspect,
    style: 'balanced',
    ...(choices.look === undefined ? {} : { look: choices.look }),
    ...(choices.seed === undefined ? {} : { seed: choices.seed }),
    range,
  })
  const { lyrics } = choices
  if (lyrics !== undefined)
    await named(lyrics, writeLyrics(client, { songId: song.id, videoId: video.id, file: lyrics }))
  const renders = `/api/v1/videos/${video.id}/renders`
  const render = await client.send('POST', renders, Render, { preset: '1080p30' })
  await client.follow(render.jobId, (job) => bar.show('rendering', job.progress, job.stage))
  const { proof } = await client.send('GET', `${renders}/${render.id}`, Render)
  await save(await client.download(`${renders}/${render.id}/file`), choices.out)
  bar.end()
  const cuts = video.timeline.clips.length - 1
  console.log(
    `${choices.out}: ${cuts === 1 ? '1 cut' : `${cuts} cuts`}, ${proof?.frames} frames, cuts off by at most ${proof?.maxCutErrorFrames} frames, ${proof?.lufs?.toFixed(1) ?? 'no'} LUFS`,
  )
}

/** Gives the song its words, and writes them over the video as they are sung. */
async function writeLyrics(
  client: Client,
  { songId, videoId, file }: { readonly songId: string; readonly videoId: string; readonly file: string },
): Promise<void> {
  const text = await readFile(file, 'utf8')
  const path = `/api/v1/songs/${songId}/lyrics/import`
  const { lyrics } = await client.send('POST', path, BroughtLyrics, { text })
  await client.edit(`/api/v1/videos/${videoId}/timeline`, Timeline, (timeline) => ({
    ...timeline,
    captions: captionsOf(lyrics, timeline, plainCaptionStyle),
  }))
}

/** Lets a refusal say which of the files it is about. */
async function named<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Writes beside the target first, so that a broken download never looks like a finished file. */
async function save(answer: Response, path: string): Promise<void> {
  if (answer.body === null) throw new Error('The video arrived without a body.')
  const partial = `${path}.part`
  try {
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(partial))
    await rename(partial, path)
  } finally {
    await rm(partial, { force: true })
  }
}
