/** The one line by which a playlist of files points at a song: where it is, or else by which name the world knows it. */
import type { ItemDraft } from './drafting.ts'
import { isrcOf, recordingAddress, recordingIdOf, songAddress, songIdOf, spotifyUriOf } from './identities.ts'
import { namedSongOf } from './named-song.ts'
import type { PlaylistItem } from './playlist.ts'
import { titleOfLocation } from './said-values.ts'
import { tidied } from './songs-of-text.ts'

/** Where a song is; else an identity in the form of an address; `undefined` where it has neither. */
export function addressOf(item: PlaylistItem): string | undefined {
  const location = tidied(item.location ?? '')
  if (location !== '') return location
  if (item.songId !== null) return songAddress(item.songId)
  if (item.spotifyUri !== null) return item.spotifyUri
  if (item.isrc !== null) return `urn:isrc:${item.isrc}`
  return item.recordingId === null ? undefined : recordingAddress(item.recordingId)
}

/** What an address says of the song it points at. */
export function draftOfAddress(address: string): ItemDraft {
  const spotifyUri = spotifyUriOf(address)
  if (spotifyUri !== undefined) return { spotifyUri }
  const songId = songIdOf(address)
  if (songId !== undefined) return { songId }
  if (/^urn:isrc:/i.test(address)) return { isrc: isrcOf(address) ?? address }
  const recordingId = /^https?:\/\/musicbrainz\.org\//.test(address) ? recordingIdOf(address) : undefined
  return recordingId === undefined ? { location: address } : { recordingId }
}

/** What a path tells of its song: the name of the file, often with its number in front. */
export function namedByAddress(address: string): ItemDraft {
  const title = titleOfLocation(address) ?? address
  const [, digits, name = title] = /^(\d{1,3})(?:\.| -|\)) +(\S.*)$/s.exec(title) ?? []
  const trackNumber = Number(digits ?? 0)
  return { ...namedSongOf(name), trackNumber: trackNumber > 0 ? trackNumber : null }
}
