/** Plain lists: a song a line, as `Artist - Title`, as a Spotify link, or as both. */
import { formatOfHeader } from './csv-columns.ts'
import { lost } from './drafting.ts'
import { readLines } from './lines.ts'
import { namedSongOf, nameOfSong } from './named-song.ts'
import type { PlaylistPiece, PlaylistReader } from './reading.ts'
import { piecesOfText } from './songs-of-text.ts'
import { draftOfLink, kindOfLink, linksIn } from './spotify-links.ts'
import type { PlaylistWriter } from './writing.ts'

/** A number or a bullet in front of a line of a list. */
const marker = /^(?:\d{1,6}[.)]|[-*•–])\s+(?=\S)/

/** A reader of plain lists. */
export function readText(): PlaylistReader<string> {
  return readLines({
    line: (text, number) => piecesOfLine(text.trim(), `line ${number}`),
    end: () => [],
  })
}

function piecesOfLine(line: string, at: string): readonly PlaylistPiece[] {
  if (line === '') return []
  const { links, rest } = linksIn(line)
  const [only] = links
  const name = rest.replace(marker, '')
  if (only === undefined) return piecesOfText(namedSongOf(name), at)
  // A name beside one link is its song's, and a number or a bullet alone is no name.
  const isNamed = links.length === 1 && /\p{L}/u.test(name)
  return links.flatMap((link) => {
    const draft = draftOfLink(link)
    if (draft !== undefined) return piecesOfText({ ...draft, ...(isNamed ? namedSongOf(name) : {}) }, at)
    return [
      lost(
        at,
        `This link leads to no song (${kindOfLink(link)}); only links to songs and episodes can be read.`,
      ),
    ]
  })
}

/** A writer of `Artist - Title`. A line that would be taken for something else has its number in front. */
export function writeText(): PlaylistWriter {
  return {
    begin: () => '',
    item(item, index) {
      const name = nameOfSong(item)
      return isMistakable(name, index) ? `${index + 1}. ${name}\n` : `${name}\n`
    },
    end: () => '',
  }
}

/** Whether a name looks as if it stood behind a number or a bullet, or, in the first line, like the beginning of another form. */
function isMistakable(name: string, index: number): boolean {
  if (marker.test(name)) return true
  return index === 0 && (/^[#<{[]|^sep=/i.test(name) || formatOfHeader(name, false) !== undefined)
}

/** A writer of Spotify links, which other programs take when they are pasted. Songs that Spotify does not know are left out. */
export function writeSpotifyLinks(): PlaylistWriter {
  return {
    begin: () => '',
    item: ({ spotifyUri }) => (spotifyUri === null ? '' : `${linkOf(spotifyUri)}\n`),
    end: () => '',
  }
}

function linkOf(uri: string): string {
  const [, kind = '', id = ''] = /^spotify:(track|episode):(.+)$/.exec(uri) ?? []
  return id === '' ? uri : `https://open.spotify.com/${kind}/${id}`
}
