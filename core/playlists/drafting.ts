/** From what a file says of a song to a song that can be kept: what does not fit is left out or cut, and said. */
import { cutText } from '../language/cut-text.ts'
import { itemNamed, mostCharacters, PlaylistHead, PlaylistItem } from './playlist.ts'
import type { PlaylistPiece } from './reading.ts'

/** What a file says of a song, before anybody looked at it. Undefined, null and empty text are the same: nobody said it. */
export type ItemDraft = { readonly [Field in keyof PlaylistItem]?: unknown }

/** What a file says of a playlist as a whole, before anybody looked at it. */
export type HeadDraft = { readonly [Field in keyof PlaylistHead]?: unknown }

/** How each field is called in a sentence. */
const names: Record<keyof PlaylistItem, string> = {
  title: 'title',
  artists: 'list of artists',
  album: 'album',
  albumArtists: "list of the album's artists",
  trackNumber: 'track number',
  discNumber: 'disc number',
  releaseDate: 'release date',
  durationMs: 'duration',
  isrc: 'ISRC',
  recordingId: 'MusicBrainz id',
  spotifyUri: 'Spotify URI',
  songId: 'song id',
  location: 'location',
  addedAt: 'time of adding',
  addedBy: 'name of who added it',
  isExplicit: 'mark for explicit words',
  isLeftOut: 'mark that it is left out',
  note: 'note',
}

const fields = Object.keys(names) as (keyof PlaylistItem)[]

/** Text that says as much when its end is missing, and how much of it is kept. A cut location leads nowhere. */
const mostTextOf = new Map<string, number>([
  ['title', mostCharacters],
  ['album', mostCharacters],
  ['addedBy', mostCharacters],
  ['creator', mostCharacters],
  ['note', 10_000],
  ['description', 10_000],
])

/** The song of a draft with a fault for everything that could not be kept; only a fault where there is no title. */
export function piecesOfDraft(draft: ItemDraft, at: string): readonly PlaylistPiece[] {
  const said = saidOf(draft, fields)
  if (said.title === undefined) return [lost(at, 'The song has no title, so it cannot be kept.')]
  const whole = PlaylistItem.safeParse({ ...itemNamed(''), ...said })
  if (whole.success) return [{ kind: 'item', item: whole.data }]
  const faults: PlaylistPiece[] = []
  const kept: Record<string, unknown> = { ...itemNamed('') }
  for (const field of fields) {
    const value = said[field]
    if (value === undefined || keeps(PlaylistItem.shape[field], value, field, kept)) continue
    const mended = mend(field, value)
    const isKept = mended !== undefined && keeps(PlaylistItem.shape[field], mended, field, kept)
    if (field === 'title' && !isKept)
      return [lost(at, 'The title of the song is not text, so it cannot be kept.')]
    faults.push(bent(at, `The ${names[field]} ${isKept ? 'was too long and is cut' : 'could not be kept'}.`))
  }
  return [...faults, { kind: 'item', item: PlaylistItem.parse(kept) }]
}

/** What is said of the whole playlist, with a fault for everything that could not be kept. */
export function piecesOfHead(draft: HeadDraft): readonly PlaylistPiece[] {
  const faults: PlaylistPiece[] = []
  const kept: Record<string, unknown> = {}
  for (const field of ['title', 'description', 'creator', 'createdAt'] as const) {
    const value = saidOf(draft, [field])[field]
    if (value === undefined || keeps(PlaylistHead.shape[field], value, field, kept)) continue
    const mended = mend(field, value)
    const isKept = mended !== undefined && keeps(PlaylistHead.shape[field], mended, field, kept)
    const name = field === 'createdAt' ? 'date' : field
    faults.push(
      bent('the playlist', `Its ${name} ${isKept ? 'was too long and is cut' : 'could not be kept'}.`),
    )
  }
  return Object.keys(kept).length === 0 ? faults : [...faults, { kind: 'head', head: kept }]
}

/** A song that is missing because of a fault. */
export function lost(at: string, detail: string): PlaylistPiece {
  return { kind: 'fault', fault: { at, detail, isLost: true } }
}

/** Something about a song or the whole that could not be kept, with everything else kept. */
export function bent(at: string, detail: string): PlaylistPiece {
  return { kind: 'fault', fault: { at, detail, isLost: false } }
}

/** The beginning of a name out of a file, short enough for a sentence. */
export function shortName(name: string): string {
  return name.length <= 80 ? name : `${cutText(name, 80)}…`
}

type Said<Field extends string> = { readonly [Each in Field]?: NonNullable<unknown> }

function saidOf<Field extends string>(
  draft: { readonly [Each in Field]?: unknown },
  wanted: readonly Field[],
): Said<Field> {
  const given = wanted.filter(
    (field) => draft[field] !== undefined && draft[field] !== null && draft[field] !== '',
  )
  return Object.fromEntries(given.map((field) => [field, draft[field]])) as Said<Field>
}

/** Keeps the value when the shape takes it. */
function keeps(
  shape: { safeParse(value: unknown): { success: boolean; data?: unknown } },
  value: unknown,
  field: string,
  kept: Record<string, unknown>,
): boolean {
  const parsed = shape.safeParse(value)
  if (parsed.success) kept[field] = parsed.data
  return parsed.success
}

function mend(field: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const texts = value.filter((each) => typeof each === 'string' && each !== '').slice(0, 50)
    return texts.map((text) => cutText(text, mostCharacters))
  }
  const most = mostTextOf.get(field)
  return typeof value === 'string' && most !== undefined ? cutText(value, most) : undefined
}
