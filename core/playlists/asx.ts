/** ASX (also WAX and WVX), the playlists of Windows Media: entries with an address, and names where somebody wrote them. */
import { type ItemDraft, lost, piecesOfDraft, piecesOfHead } from './drafting.ts'
import { readThrough } from './read-through.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import { msOfClock, textOf, titleOfLocation } from './said-values.ts'
import { parseSloppyXml } from './sloppy-xml.ts'

const heads: { readonly [element: string]: 'title' | 'creator' | 'description' } = {
  title: 'title',
  author: 'creator',
  abstract: 'description',
}

/** A reader of ASX in any case and any state. Playlists that an entry points to are never fetched, and said. */
export function readAsx(): PlaylistReader<string> {
  const pieces: PlaylistPiece[] = []
  let entry: Map<string, string> | undefined
  let entries = 0
  let content = ''
  let state: 'before' | 'within' | 'after' = 'before'
  const parser = parseSloppyXml({
    onOpen(name, attributes) {
      if (state === 'before' && name !== 'asx') throw new PlaylistUnreadable(noAsx)
      if (name === 'asx') state = 'within'
      content = ''
      if (name === 'entry' || name === 'entryref') beginEntry(name)
      const value = attributes.get(name === 'duration' ? 'value' : 'href')
      if ((name === 'ref' || name === 'duration') && value !== undefined && !entry?.has(name))
        entry?.set(name, value)
    },
    onText(text) {
      content += text
    },
    onClose(name) {
      const text = textOf(content)
      const field = heads[name]
      content = ''
      if (name === 'entry') endEntry()
      else if (name === 'asx') {
        endEntry()
        state = 'after'
      } else if (text !== undefined && field !== undefined) {
        if (entry !== undefined) entry.set(name, text)
        else pieces.push(...piecesOfHead({ [field]: text }))
      }
    },
  })
  return readThrough(parser, pieces, () => {
    if (state === 'before') throw new PlaylistUnreadable(noAsx)
    if (state === 'within') throw new PlaylistUnreadable('The file ends in the middle: </asx> is missing.')
  })

  function beginEntry(name: 'entry' | 'entryref'): void {
    // An entry that nobody closed ends where the next one begins.
    endEntry()
    if (name === 'entry') {
      entry = new Map()
      return
    }
    entries++
    pieces.push(lost(`entry ${entries}`, 'The entry points to another playlist, which is never fetched.'))
  }

  function endEntry(): void {
    if (entry === undefined) return
    entries++
    pieces.push(...piecesOfDraft(draftOf(entry), `entry ${entries}`))
    entry = undefined
  }
}

const noAsx = 'The file is not an ASX playlist: it does not begin with <asx>.'

function draftOf(entry: ReadonlyMap<string, string>): ItemDraft {
  const location = textOf(entry.get('ref'))
  const author = entry.get('author')
  return {
    title: entry.get('title') ?? (location === undefined ? undefined : titleOfLocation(location)),
    artists: author === undefined ? [] : [author],
    durationMs: msOfClock(entry.get('duration')),
    location,
    note: entry.get('abstract'),
  }
}
