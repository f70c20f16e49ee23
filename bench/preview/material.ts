/** What the preview is benched with: the demo's song and photos, and films made as proxies are made. */
import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Analysis } from '#core/audio/analysis.ts'
import type { PlannerMedia } from '#core/timeline/timeline.ts'
import { analyseFile } from '../../container/ingest/analyse-file.ts'
import { bringPhoto } from '../../e2e/support/preview-video.ts'
import type { PreviewMedia } from '../../web/preview/preview-media.ts'

const run = promisify(execFile)
const demo = join(import.meta.dirname, '..', '..', 'demo')

/** How many times over the demo's minute of music is played, so that the song is six minutes long. */
export const songTurns = 6

const filmSeconds = 20

/** Each file is known under so many ids, since a preview must not find what it keeps under another name. */
const namesEach = 8

/** All of it, ready to be served from one folder. */
export type PreviewMaterial = {
  /** Of one turn of the song. */
  readonly analysis: Analysis
  readonly songUrl: string
  readonly media: Readonly<Record<string, PreviewMedia>>
  readonly photos: readonly PlannerMedia[]
  readonly films: readonly PlannerMedia[]
}

/** Makes the material in a folder that is served under `/files/`. */
export async function makeMaterial(folder: string, ffmpegPath: string): Promise<PreviewMaterial> {
  const songPath = join(demo, 'vibe-ace.ogg')
  const longer = ['-stream_loop', String(songTurns - 1), '-i', songPath, '-c', 'copy']
  await run(ffmpegPath, ['-v', 'error', '-y', ...longer, join(folder, 'song.ogg')])
  const { signal } = new AbortController()
  const { analysis } = await analyseFile({ path: songPath, format: 'ogg', signal })
  const names = (await readdir(join(demo, 'photos'))).filter((name) => extname(name) === '.jpg')
  const photos = await Promise.all(
    names.toSorted().map((name, i) => bringPhoto(join(demo, 'photos', name), folder, `photo-${i}`)),
  )
  const films = await Promise.all(
    ['testsrc2', 'mandelbrot'].map((source) => makeFilm(source, folder, ffmpegPath)),
  )
  const media = Object.fromEntries([...photos, ...films].flatMap(renamed))
  const planned = Object.entries(media).map(([mediaId, each]) => plannerMediaOf(mediaId, each))
  return {
    analysis,
    songUrl: '/files/song.ogg',
    media,
    photos: planned.filter(({ kind }) => kind === 'photo'),
    films: planned.filter(({ kind }) => kind === 'clip'),
  }
}

async function makeFilm(source: string, folder: string, ffmpegPath: string): Promise<PreviewMedia> {
  await run(ffmpegPath, [
    ...[
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      `${source}=size=640x360:rate=30`,
      '-t',
      String(filmSeconds),
    ],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '23',
      '-g',
      '15',
      '-bf',
      '0',
      '-pix_fmt',
      'yuv420p',
    ],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-movflags', '+faststart', join(folder, `${source}.mp4`)],
  ])
  const films = [`/files/${source}.mp4`]
  return { kind: 'clip', widthPixels: 640, heightPixels: 360, name: source, thumbnails: [], films }
}

function renamed(media: PreviewMedia): readonly (readonly [string, PreviewMedia])[] {
  return Array.from({ length: namesEach }, (_, i) => {
    const thumbnails = media.thumbnails.map((each) => ({ ...each, url: `${each.url}?${i}` }))
    const films = media.films.map((url) => `${url}?${i}`)
    return [`${media.name}-${i}`, { ...media, thumbnails, films }]
  })
}

function plannerMediaOf(mediaId: string, media: PreviewMedia): PlannerMedia {
  const { kind, widthPixels, heightPixels } = media
  const film = kind === 'clip' ? { durationSeconds: filmSeconds } : {}
  return { mediaId, kind, widthPixels, heightPixels, strength: 0.5, focus: { x: 0.5, y: 0.5 }, ...film }
}
