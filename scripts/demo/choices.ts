/** The demo's command line, parsed before anything is started. */
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Aspect, VisualLook } from '../../core/timeline/timeline.ts'

/** What the demo was asked for. Paths are absolute. */
export type DemoChoices = {
  readonly song: string
  readonly media: readonly string[]
  readonly aspect: Aspect
  readonly look: VisualLook | undefined
  /** Words of the song, to be written over the picture. */
  readonly lyrics: string | undefined
  readonly out: string
  readonly seconds: number | undefined
  readonly seed: number | undefined
}

const pictureExtensions = new Set(
  ['jpg', 'jpeg', 'png', 'webp', 'avif', 'heic', 'heif', 'mp4', 'mov', 'webm', 'm4v'].map(
    (name) => `.${name}`,
  ),
)

/** Reads the command line; `bundled` is the folder with the demo's own song and photographs. Throws one sentence. */
export function readDemoChoices(parameters: readonly string[], bundled: string): DemoChoices {
  const { values, positionals } = parse(parameters)
  const aspect = oneOf(Aspect.options, values.aspect ?? '16:9', '--aspect')
  const look = values.look === undefined ? undefined : oneOf(VisualLook.options, values.look, '--look')
  const media = [...(values.media ?? []), ...positionals]
  // A song of one's own without pictures is a choice too: the visual that follows the music fills the video.
  const wantsPhotos = media.length === 0 && values.song === undefined && look === undefined
  const pictures = wantsPhotos ? [join(bundled, 'photos')] : media
  if (look !== undefined && pictures.length > 0)
    throw new Error('--look is for a video without pictures. Leave out --media, or --look.')
  return {
    song: existingFile(values.song ?? join(bundled, 'vibe-ace.ogg'), 'song'),
    media: pictures.flatMap(picturesAt),
    aspect,
    look,
    lyrics: values.lyrics === undefined ? undefined : existingFile(values.lyrics, 'lyrics'),
    out: writableOut(values.out ?? 'demo.mp4'),
    seconds: positiveNumber(values.seconds, '--seconds'),
    seed: wholeNumber(values.seed, '--seed'),
  }
}

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      allowPositionals: true,
      options: {
        song: { type: 'string' },
        media: { type: 'string', multiple: true },
        aspect: { type: 'string' },
        look: { type: 'string' },
        lyrics: { type: 'string' },
        out: { type: 'string' },
        seconds: { type: 'string' },
        seed: { type: 'string' },
      },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('.')[0] : 'unknown option'
    throw new Error(
      `${reason}. Usage: npm run demo -- --song FILE --media DIR_OR_FILES --aspect 16:9|9:16|1:1|4:5 --out FILE [--look NAME] [--lyrics FILE] [--seconds N] [--seed N]`,
    )
  }
}

function oneOf<T extends string>(known: readonly T[], text: string, option: string): T {
  const found = known.find((each) => each === text)
  if (found === undefined) throw new Error(`${option} takes ${known.join(', ')}, not "${text}".`)
  return found
}

function existingFile(path: string, what: string): string {
  const full = resolve(path)
  if (!existsSync(full)) throw new Error(`There is no ${what} file at ${full}. Check the path.`)
  if (!statSync(full).isFile()) throw new Error(`${full} is a folder. Name one ${what} file.`)
  return full
}

function picturesAt(path: string): string[] {
  const full = resolve(path)
  if (!existsSync(full)) throw new Error(`There are no pictures at ${full}. Check the path.`)
  if (statSync(full).isFile()) return [full]
  const found = readdirSync(full)
    .filter((name) => pictureExtensions.has(extname(name).toLowerCase()))
    .toSorted()
    .map((name) => join(full, name))
  if (found.length === 0) throw new Error(`The folder ${full} holds no photos or clips.`)
  return found
}

function writableOut(path: string): string {
  const full = resolve(path)
  if (!existsSync(dirname(full)))
    throw new Error(`The folder ${dirname(full)} does not exist. Make it, or change --out.`)
  if (existsSync(full) && statSync(full).isDirectory())
    throw new Error(`${full} is a folder. Name a file with --out.`)
  try {
    accessSync(existsSync(full) ? full : dirname(full), constants.W_OK)
  } catch {
    throw new Error(`${full} may not be written. Change its permissions, or change --out.`)
  }
  return full
}

function positiveNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0)
    throw new Error(`${option} takes a number above 0, not "${text}".`)
  return value
}

function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new Error(`${option} takes a whole number from 0 to 4294967295, not "${text}".`)
  }
  return value
}
