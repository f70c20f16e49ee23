/** Our own form of playlists: JSON with a version, which loses nothing. Nulls and empty lists are left out. */
import { lost, piecesOfDraft, piecesOfHead } from './drafting.ts'
import { parseJson } from './json-document.ts'
import { readThrough } from './read-through.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import type { PlaylistWriter } from './writing.ts'

const format = 'cuecraft-playlist'
const version = 1
const headFields = ['title', 'description', 'creator', 'createdAt'] as const

/** A reader of our own JSON. Fields that it does not know are passed over; a version that it does not know is refused. */
export function readJson(): PlaylistReader<string> {
  const pieces: PlaylistPiece[] = []
  let items = 0
  const seen = new Set<string>()
  const parser = parseJson({
    wanted: ['$.format', '$.version', '$.items.*', ...headFields.map((field) => `$.${field}`)],
    onOpen(path, kind) {
      if (path === '$.items' && kind === 'list') seen.add('items')
      if (path === '$.items' && kind !== 'list') throw new PlaylistUnreadable(noList)
    },
    onValue(path, value) {
      seen.add(path)
      if (path === '$.format' || path === '$.version') return refuseOthers(path, value)
      if (path === '$.items.*') {
        items++
        pieces.push(...piecesOfItem(value, `song ${items}`))
      } else pieces.push(...piecesOfHead({ [path.slice(2)]: value }))
    },
  })
  return readThrough(parser, pieces, () => {
    if (!seen.has('$.format') || !seen.has('$.version')) throw new PlaylistUnreadable(noFormat)
    if (!seen.has('items')) throw new PlaylistUnreadable(noList)
  })
}

const noList = 'The file has no list of songs ("items"), so it is not a whole Cuecraft playlist.'
const noFormat = `The file does not say that it is a Cuecraft playlist ("format": "${format}", "version": ${version}).`

function refuseOthers(path: string, value: unknown): void {
  if (path === '$.format' && value !== format) throw new PlaylistUnreadable(noFormat)
  if (path !== '$.version' || value === version) return
  const told = typeof value === 'number' ? `version ${value}` : 'a version that is no number'
  throw new PlaylistUnreadable(
    `The file is a Cuecraft playlist of ${told}; only version ${version} can be read here.`,
  )
}

function piecesOfItem(value: unknown, at: string): readonly PlaylistPiece[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [lost(at, 'Something stands here that is not a song.')]
  return piecesOfDraft(value, at)
}

/** A writer of our own JSON, one song a line. */
export function writeJson(): PlaylistWriter {
  return {
    begin(head) {
      const said = Object.fromEntries(headFields.map((field) => [field, head[field] ?? undefined]))
      return `${JSON.stringify({ format, version, ...said }).slice(0, -1)},"items":[`
    },
    item: (item, index) => `${index === 0 ? '\n' : ',\n'}${JSON.stringify(item, withoutEmpty)}`,
    end: () => '\n]}\n',
  }
}

function withoutEmpty(_key: string, value: unknown): unknown {
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value
}
