/** The playlists of Windows Media Player (WPL): a little XML with a path for every song, and its names where the player knew them. */
import type { SaxesTagNS } from 'saxes'
import { type ItemDraft, piecesOfDraft, piecesOfHead, shortName } from './drafting.ts'
import { readThrough } from './read-through.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import { textOf, titleOfLocation, wholeNumberOf } from './said-values.ts'
import { parseXml } from './xml-document.ts'

const heads: { readonly [element: string]: 'title' | 'creator' } = { title: 'title', author: 'creator' }

/** A reader of WPL. An automatic playlist, which holds rules and no songs, is refused. */
export function readWpl(): PlaylistReader<string> {
  const pieces: PlaylistPiece[] = []
  const open: string[] = []
  let songs = 0
  let content = ''
  let isAutomatic = false
  const parser = parseXml({
    onOpen(tag, line) {
      const element = tag.local.toLowerCase()
      if (open.length === 0 && element !== 'smil')
        throw new PlaylistUnreadable(
          `The file is not a playlist of Windows Media Player: it begins with <${shortName(tag.local)}>, not <smil>.`,
        )
      open.push(element)
      content = ''
      if (element === 'smartplaylist') isAutomatic = true
      if (element !== 'media') return
      songs++
      pieces.push(...piecesOfDraft(draftOf(tag), `song ${songs} (line ${line})`))
    },
    onText(text) {
      content += text
    },
    onClose() {
      const element = open.pop() ?? ''
      const field = open.at(-1) === 'head' ? heads[element] : undefined
      if (field !== undefined) pieces.push(...piecesOfHead({ [field]: textOf(content) }))
    },
  })
  return readThrough(parser, pieces, () => {
    if (isAutomatic && songs === 0)
      throw new PlaylistUnreadable(
        'This is an automatic playlist: it holds rules for choosing songs, and no songs.',
      )
  })
}

function draftOf(tag: SaxesTagNS): ItemDraft {
  const values = new Map(
    Object.values(tag.attributes).map(({ local, value }) => [local.toLowerCase(), value]),
  )
  const value = (name: string) => textOf(values.get(name))
  const location = value('src')
  const artist = value('trackartist')
  const albumArtist = value('albumartist')
  return {
    title: value('tracktitle') ?? (location === undefined ? undefined : titleOfLocation(location)),
    artists: artist === undefined ? [] : [artist],
    album: value('albumtitle'),
    albumArtists: albumArtist === undefined ? [] : [albumArtist],
    durationMs: wholeNumberOf(values.get('duration')),
    location,
  }
}
