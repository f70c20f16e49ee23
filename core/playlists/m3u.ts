/** M3U and M3U8: paths line by line, with what is known of each in a comment above it. There is no specification but usage. */
import { addressOf, draftOfAddress, namedByAddress } from './addresses.ts'
import { bent, piecesOfHead } from './drafting.ts'
import { readLines } from './lines.ts'
import { namedSongOf, nameOfSong, namesOf, wholeSecondsOf } from './named-song.ts'
import type { PlaylistItem } from './playlist.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import { piecesOfText, tidied } from './songs-of-text.ts'
import type { PlaylistWriter } from './writing.ts'

/** What is known of the song whose path is still to come. */
type Known = {
  readonly lineNumber: number
  readonly name: string
  readonly durationMs: number | null
}

/** What is said of the album: above the first song of all of them, below a song's `#EXTINF` of that song. */
type Album = { readonly album?: string; readonly albumArtists?: readonly string[] }

/** Directives that say nothing of which song it is: pictures, groups of stations, options of players. */
const passedOver =
  /^#(EXTM3U|EXTM3A|EXTENC|EXTGENRE|EXTIMG|EXTGRP|EXTBYT|EXTBIN|EXTREM|EXTVLCOPT|KODIPROP|EXTALBUMARTURL)\b/i

/** A reader of M3U. Comments are passed over; a directive that it does not know is told of once. */
export function readM3u(): PlaylistReader<string> {
  const reading = new M3uReading()
  return readLines({
    line: (text, number) => reading.line(text.trim(), number),
    end: () => reading.songWithoutPath(),
  })
}

class M3uReading {
  #known: Known | undefined
  #albumOfAll: Album = {}
  #album: Album = {}
  #isBegun = false
  readonly #strange = new Set<string>()

  line(text: string, number: number): readonly PlaylistPiece[] {
    if (text === '') return []
    return text.startsWith('#') ? this.#directive(text, number) : this.#song(unguarded(text), number)
  }

  /** The song that was announced, when something else follows than its path. */
  songWithoutPath(): readonly PlaylistPiece[] {
    if (this.#known === undefined) return []
    const { lineNumber } = this.#known
    const fault = bent(`line ${lineNumber}`, 'No path follows this line; the song is kept by its name.')
    return [fault, ...this.#song(undefined, lineNumber)]
  }

  #song(address: string | undefined, lineNumber: number): readonly PlaylistPiece[] {
    const { name = '', durationMs = null } = this.#known ?? {}
    const where = address === undefined || address === name ? {} : draftOfAddress(address)
    const named = name === '' ? namedByAddress(address ?? '') : namedSongOf(name)
    const said = { ...this.#albumOfAll, ...this.#album, ...named, durationMs, ...where }
    this.#known = undefined
    this.#album = {}
    this.#isBegun = true
    return piecesOfText(said, `line ${lineNumber}`)
  }

  #directive(text: string, number: number): readonly PlaylistPiece[] {
    const [, directive = '', value = ''] = /^#([A-Z0-9-]+):?(.*)$/is.exec(text) ?? []
    switch (directive.toUpperCase()) {
      case 'EXTINF': {
        const before = this.songWithoutPath()
        this.#isBegun = true
        this.#known = { lineNumber: number, ...parseInfo(value) }
        return before
      }
      case 'PLAYLIST':
        return piecesOfHead({ title: tidied(value) })
      case 'EXTALB':
        return this.#sayOfAlbum({ album: value })
      case 'EXTART':
        return this.#sayOfAlbum({ albumArtists: namesOf(value) })
      default:
        return this.#tellStrange(text, directive.toUpperCase(), number)
    }
  }

  #sayOfAlbum(said: Album): readonly PlaylistPiece[] {
    if (this.#isBegun) this.#album = { ...this.#album, ...said }
    else this.#albumOfAll = { ...this.#albumOfAll, ...said }
    return []
  }

  #tellStrange(text: string, directive: string, number: number): readonly PlaylistPiece[] {
    if (directive.startsWith('EXT-X-'))
      throw new PlaylistUnreadable('This is the list of pieces of one stream (HLS), not a playlist of songs.')
    const isComment = !directive.startsWith('EXT') || passedOver.test(text)
    if (isComment || this.#strange.has(directive) || this.#strange.size > 100) return []
    this.#strange.add(directive)
    return [
      bent(`line ${number}`, `What “#${directive.slice(0, 40)}” says is not known here and was left out.`),
    ]
  }
}

/** The seconds and the name in `215 logo="a,b.jpg",Artist - Title`. Seconds below one mean that they are not known. */
function parseInfo(text: string): Omit<Known, 'lineNumber'> {
  const [, seconds = '', name = ''] = /^\s*(-?[\d.]*)(?:\s*[\w-]+="[^"]*")*[^,]*,?(.*)$/s.exec(text) ?? []
  const durationMs = Math.round(Number(seconds) * 1000)
  return { name: name.trim(), durationMs: durationMs > 0 ? durationMs : null }
}

/** A path that begins with `#` would be a comment. */
function guarded(address: string): string {
  return /^(\.\/)*#/.test(address) ? `./${address}` : address
}

function unguarded(address: string): string {
  return /^(\.\/)+#/.test(address) ? address.slice(2) : address
}

/** A writer of M3U, in UTF-8. Players take names with the extension `m3u` for something older, so there the file says it. */
export function writeM3u(format: 'm3u' | 'm3u8'): PlaylistWriter {
  return {
    begin({ title }) {
      const name = tidied(title)
      const encoding = format === 'm3u' ? '#EXTENC:UTF-8\n' : ''
      return `#EXTM3U\n${encoding}${name === '' ? '' : `#PLAYLIST:${name}\n`}`
    },
    item: (item) => entryOf(item),
    end: () => '',
  }
}

function entryOf(item: PlaylistItem): string {
  const name = nameOfSong(item)
  const album = tidied(item.album ?? '')
  const albumArtists = item.albumArtists.map(tidied).join('; ')
  const lines = [
    `#EXTINF:${wholeSecondsOf(item)},${name}`,
    album === '' ? '' : `#EXTALB:${album}`,
    albumArtists === '' ? '' : `#EXTART:${albumArtists}`,
    guarded(addressOf(item) ?? name),
  ]
  return `${lines.filter((line) => line !== '').join('\n')}\n`
}
