/** Reads tables of songs (CSV): those of Exportify, and any other whose first line names its columns. */

import { chosenReader } from './chosen-reader.ts'
import { durationMsOf, isYes, type LengthUnit, listStyles, unguardCell, unitOfColumn } from './csv-cells.ts'
import {
  type Column,
  columnsOf,
  formatOfNames,
  plainName,
  separatorLine,
  separatorOf,
  type TableFormat,
} from './csv-columns.ts'
import { parseRows, type RowParser, type TableRow } from './csv-rows.ts'
import { bent, type ItemDraft, piecesOfHead } from './drafting.ts'
import { isrcOf, recordingIdOf, spotifyUriOf } from './identities.ts'
import { mostLineUnits } from './lines.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import { momentOf, titleOfLocation, wholeNumberOf } from './said-values.ts'
import { piecesOfText, tidied } from './songs-of-text.ts'

/** A reader of tables. The first line names the columns; those that hold nothing of a song are told of once. */
export function readTable(): PlaylistReader<string> {
  return chosenReader({
    nothing: '',
    join: (first: string, second: string) => first + second,
    isEnough: (start) => start.length > mostLineUnits || /[\r\n]/.test(namesIn(start)),
    open(start) {
      const [line = ''] = namesIn(start).split(/[\r\n]/, 1)
      return readRows(separatorLine.exec(start)?.[1] ?? separatorOf(line))
    },
  })
}

/** What begins with the names of the columns. */
function namesIn(start: string): string {
  return start.replace(separatorLine, '').trimStart()
}

function readRows(separator: string): PlaylistReader<string> {
  const parser: RowParser = parseRows(separator)
  let table: Table | undefined

  function piecesOfRow(row: TableRow): readonly PlaylistPiece[] {
    if (table !== undefined) return table.row(row)
    if (/^sep=/i.test(row.cells[0] ?? '')) return []
    table = new Table(row.cells)
    return table.unkept(row.lineNumber)
  }

  return {
    push: (text) => parser.push(text).flatMap(piecesOfRow),
    end: () => parser.end().flatMap(piecesOfRow),
  }
}

class Table {
  readonly #names: readonly string[]
  readonly #columns: ReadonlyMap<Column, number>
  readonly #format: TableFormat
  readonly #unit: LengthUnit
  #playlist = ''

  constructor(names: readonly string[]) {
    const format = formatOfNames(names, true)
    if (format === undefined) throw new PlaylistUnreadable(noColumns)
    this.#names = names.map(tidied)
    this.#columns = columnsOf(names)
    this.#format = format
    this.#unit = unitOfColumn(plainName(names[this.#columns.get('durationMs') ?? -1] ?? ''))
  }

  /** Says which columns hold nothing that is kept of a song. */
  unkept(lineNumber: number): readonly PlaylistPiece[] {
    const kept = new Set(this.#columns.values())
    const others = this.#names.filter((name, at) => name !== '' && !kept.has(at))
    if (others.length === 0) return []
    const [named, more] = [
      others.slice(0, 8).join(', ').slice(0, 300),
      others.length > 8 ? ' and others' : '',
    ]
    return [bent(`line ${lineNumber}`, `These columns are not kept: ${named}${more}.`)]
  }

  row({ cells, lineNumber, isBroken }: TableRow): readonly PlaylistPiece[] {
    const at = `line ${lineNumber}`
    const faults: PlaylistPiece[] = []
    if (isBroken) faults.push(bent(at, 'A quotation mark is never closed; the line was taken as it stands.'))
    if (cells.slice(this.#names.length).some((cell) => cell !== ''))
      faults.push(bent(at, 'The line has more cells than the table has columns; the last were left out.'))
    return [...faults, ...this.#headOf(cells), ...piecesOfText(this.#draftOf(cells), at)]
  }

  #headOf(cells: readonly string[]): readonly PlaylistPiece[] {
    const title = tidied(this.#cell(cells, 'playlist'))
    if (title === '' || title === this.#playlist) return []
    this.#playlist = title
    return piecesOfHead({ title })
  }

  #cell(cells: readonly string[], column: Column): string {
    const at = this.#columns.get(column)
    return at === undefined ? '' : unguardCell(cells[at] ?? '')
  }

  #draftOf(cells: readonly string[]): ItemDraft {
    const cell = (column: Column) => this.#cell(cells, column)
    const lists = listStyles[this.#format]
    const duration = cell('durationMs')
    const where = whereOf(cell('spotifyUri'), cell('location'))
    return {
      title: cell('title') || where.spotifyUri || titleOfLocation(where.location),
      artists: lists.split(cell('artists')),
      album: cell('album'),
      albumArtists: lists.split(cell('albumArtists')),
      trackNumber: wholeNumberOf(cell('trackNumber')) ?? cell('trackNumber'),
      discNumber: wholeNumberOf(cell('discNumber')) ?? cell('discNumber'),
      releaseDate: cell('releaseDate').replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/, '$1'),
      durationMs: duration === '' ? null : durationMsOf(duration, this.#unit),
      isrc: isrcOf(cell('isrc')) ?? cell('isrc'),
      recordingId: recordingIdOf(cell('recordingId')) ?? cell('recordingId'),
      ...where,
      songId: cell('songId'),
      addedAt: momentOf(cell('addedAt')) ?? cell('addedAt'),
      addedBy: cell('addedBy'),
      isExplicit: isYes(cell('isExplicit')),
      isLeftOut: isYes(cell('isLeftOut')),
      note: cell('note'),
    }
  }
}

const noColumns = 'The first line of a table has to name its columns, and none of these is a title of songs.'

/** A column of URIs may hold Spotify's, their ids alone, or addresses of other places. */
function whereOf(uri: string, location: string): { readonly spotifyUri: string; readonly location: string } {
  const spotifyUri = spotifyUriOf(/^[0-9A-Za-z]{22}$/.test(uri) ? `spotify:track:${uri}` : uri)
  if (spotifyUri !== undefined) return { spotifyUri, location }
  return /^https?:\/\//.test(uri) && location === ''
    ? { spotifyUri: '', location: uri }
    : { spotifyUri: uri, location }
}
