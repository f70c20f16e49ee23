/**
 * What Spotify sends to those who ask for the data of their account: `Playlist1.json` with every playlist one after the
 * other, and `YourLibrary.json` with the songs they liked. The listening history in the same archive is no playlist.
 */
import { bent, type ItemDraft, lost, piecesOfDraft, piecesOfHead, shortName } from './drafting.ts'
import { spotifyUriOf } from './identities.ts'
import { parseJson } from './json-document.ts'
import { readThrough } from './read-through.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import { type Fields, fieldsOf, momentOf, textOf } from './said-values.ts'
import { draftOfLink } from './spotify-links.ts'

const items = '$.playlists.*.items.*'
/** As older exports call them. */
const olderItems = '$.playlists.*.tracks.*'
const liked = '$.tracks.*'
const name = '$.playlists.*.name'
const description = '$.playlists.*.description'

/** A reader of one JSON file of Spotify's account data. */
export function readSpotifyAccount(): PlaylistReader<string> {
  const pieces: PlaylistPiece[] = []
  let playlists = 0
  let listName = ''
  let songs = 0
  let hasLists = false
  const parser = parseJson({
    wanted: [items, olderItems, liked, name, description],
    onOpen(path, kind) {
      if (path === '$' && kind === 'list') throw new PlaylistUnreadable(noPlaylist)
      if (kind === 'list' && ['$.playlists', '$.tracks'].includes(path)) hasLists = true
      if (path === '$.playlists.*') {
        playlists++
        songs = 0
        listName = `playlist ${playlists}`
      }
    },
    onValue(path, value) {
      if (path === name) {
        listName = `playlist "${shortName(textOf(value) ?? String(playlists))}"`
        pieces.push(...piecesOfHead({ title: textOf(value) }))
      } else if (path === description) pieces.push(...piecesOfHead({ description: textOf(value) }))
      else {
        songs++
        pieces.push(...piecesOfEntry(value, path === liked ? `song ${songs}` : `${listName}, song ${songs}`))
      }
    },
  })
  return readThrough(parser, pieces, () => {
    if (!hasLists) throw new PlaylistUnreadable(noPlaylist)
  })
}

const noPlaylist =
  'This file of Spotify account data holds no playlists (such as a listening history); Playlist1.json and YourLibrary.json do.'

function piecesOfEntry(value: unknown, at: string): readonly PlaylistPiece[] {
  const entry = fieldsOf(value)
  if (entry === undefined) return [lost(at, 'Something stands here that is not a song.')]
  const track = fieldsOf(entry.track) ?? fieldsOf(entry.localTrack)
  const added = { addedAt: momentOf(entry.addedDate), addedBy: textOf(entry.addedBy) }
  if (track !== undefined) return piecesOfDraft({ ...draftOfTrack(track), ...added }, at)
  const episode = fieldsOf(entry.episode)
  if (episode !== undefined) return piecesOfDraft({ ...draftOfEpisode(episode), ...added }, at)
  if (fieldsOf(entry.audiobook) !== undefined)
    return [bent(at, 'An audiobook stands here, which is not a song, and is left out.')]
  // Liked songs and the oldest exports have the values without anything around them.
  if (textOf(entry.track) !== undefined || textOf(entry.trackName) !== undefined)
    return piecesOfDraft({ ...draftOfTrack(entry), ...added }, at)
  return [lost(at, 'Spotify does not say any more which song stood here.')]
}

function draftOfTrack(track: Fields): ItemDraft {
  const uri = textOf(track.trackUri) ?? textOf(track.uri) ?? ''
  const artist = textOf(track.artistName) ?? textOf(track.artist)
  const title = textOf(track.trackName) ?? textOf(track.track)
  return {
    ...{ spotifyUri: spotifyUriOf(uri), album: textOf(track.albumName) ?? textOf(track.album) },
    // Of the user's own files only the URI holds the names.
    ...(title === undefined && uri.startsWith('spotify:local:') ? draftOfLink(uri) : { title }),
    ...(artist === undefined ? {} : { artists: [artist] }),
  }
}

function draftOfEpisode(episode: Fields): ItemDraft {
  const show = textOf(episode.showName)
  return {
    title: textOf(episode.episodeName),
    artists: show === undefined ? [] : [show],
    spotifyUri: spotifyUriOf(textOf(episode.episodeUri) ?? ''),
  }
}
