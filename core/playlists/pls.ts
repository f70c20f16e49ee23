/** PLS: sections of numbered keys, `File1`, `Title1`, `Length1`, as Winamp wrote them and radio stations still do. */
import { addressOf, draftOfAddress, namedByAddress } from './addresses.ts'
import { bent, lost, piecesOfHead } from './drafting.ts'
import { readLines } from './lines.ts'
import { namedSongOf, nameOfSong, wholeSecondsOf } from './named-song.ts'
import type { PlaylistPiece, PlaylistReader } from './reading.ts'
import { refuseTooMany } from './refuse-too-many.ts'
import { piecesOfText, tidied } from './songs-of-text.ts'
import type { PlaylistWriter } from './writing.ts'

type Key = 'file' | 'title' | 'length'
type Entry = { readonly lineNumber: number; readonly said: ReadonlyMap<Key, string> }

/**
 * A reader of PLS. Most programs write the keys of one song together, and then a song is given as soon as the next one
 * begins; where a file lists all paths first and all titles later, its songs are held until it ends.
 */
export function readPls(): PlaylistReader<string> {
  const reading = new PlsReading()
  return readLines({
    line: (text, number) => reading.line(text.trim(), number),
    end: () => reading.end(),
  })
}

class PlsReading {
  readonly #entries = new Map<number, Entry>()
  #current = 0
  #areSpread = false
  readonly #given = new Set<number>()
  #announced: number | undefined

  line(text: string, lineNumber: number): readonly PlaylistPiece[] {
    if (text === '' || /^[;#[]/.test(text)) return []
    const [, key = '', digits = '', value = ''] = /^(file|title|length)(\d{1,9})\s*=(.*)$/is.exec(text) ?? []
    if (key !== '') return this.#say(Number(digits), key.toLowerCase() as Key, value.trim(), lineNumber)
    const [, name = '', said = ''] = /^([\w-]+)\s*=(.*)$/s.exec(text) ?? []
    switch (name.toLowerCase()) {
      case 'x-gnome-title':
      case 'playlistname':
        return piecesOfHead({ title: tidied(said) })
      case 'numberofentries':
        this.#announced = Number.parseInt(said, 10)
        return []
      case 'version':
        return []
      default:
        return [
          bent(
            `line ${lineNumber}`,
            `“${tidied(text).slice(0, 60)}” says nothing of a song here and was left out.`,
          ),
        ]
    }
  }

  #say(song: number, key: Key, value: string, lineNumber: number): readonly PlaylistPiece[] {
    const entry = this.#entries.get(song)
    if (this.#given.has(song) || entry?.said.has(key) === true)
      return [
        lost(`line ${lineNumber}`, `The ${key} of song ${song} is told a second time, and was left out.`),
      ]
    const pieces = song === this.#current ? [] : this.#giveCurrent()
    const said = new Map(entry?.said ?? []).set(key, value)
    this.#entries.set(song, { lineNumber: entry?.lineNumber ?? lineNumber, said })
    refuseTooMany(this.#entries.size)
    this.#current = song
    return pieces
  }

  /** Gives the song whose keys were just said, if all that is said of it stands together. */
  #giveCurrent(): readonly PlaylistPiece[] {
    const entry = this.#entries.get(this.#current)
    if (entry === undefined) return []
    this.#areSpread ||= entry.said.size < 2
    return this.#areSpread ? [] : this.#give(this.#current, entry)
  }

  #give(song: number, { lineNumber, said }: Entry): readonly PlaylistPiece[] {
    this.#entries.delete(song)
    this.#given.add(song)
    const [address = '', name = '', length = ''] = [said.get('file'), said.get('title'), said.get('length')]
    const at = `line ${lineNumber}`
    if (address === '' && name === '') return [lost(at, `Song ${song} has neither a path nor a title.`)]
    const named = name === '' ? namedByAddress(address) : namedSongOf(name)
    const seconds = /^\d+(\.\d+)?$/.test(length) ? Number(length) : 0
    const durationMs = seconds > 0 ? Math.round(seconds * 1000) : null
    const where = address === '' || address === name ? {} : draftOfAddress(address)
    return piecesOfText({ ...named, durationMs, ...where }, at)
  }

  /** What was held, in the order of its numbers. */
  end(): readonly PlaylistPiece[] {
    const held = [...this.#entries].toSorted(([a], [b]) => a - b)
    const pieces = held.flatMap(([song, entry]) => this.#give(song, entry))
    const [announced, given] = [this.#announced, this.#given.size]
    if (announced === undefined || Number.isNaN(announced) || announced === given) return pieces
    return [...pieces, bent('the whole file', `It says that it has ${announced} songs, and has ${given}.`)]
  }
}

/** A writer of PLS. */
export function writePls(): PlaylistWriter {
  let songs = 0
  return {
    begin({ title }) {
      const name = tidied(title)
      return `[playlist]\n${name === '' ? '' : `X-GNOME-Title=${name}\n`}`
    },
    item(item, index) {
      const [number, name] = [index + 1, nameOfSong(item)]
      songs = number
      return `File${number}=${addressOf(item) ?? name}\nTitle${number}=${name}\nLength${number}=${wholeSecondsOf(item)}\n`
    },
    end: () => `NumberOfEntries=${songs}\nVersion=2\n`,
  }
}
