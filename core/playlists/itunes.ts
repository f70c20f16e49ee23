/**
 * The XML of iTunes and Music: every song once under its number, and playlists that name numbers. Whichever comes first,
 * only what playlists need of each song is kept, and no more of it than one playlist may hold.
 */
import { bent, type ItemDraft, lost, piecesOfDraft, piecesOfHead, shortName } from './drafting.ts'
import { parsePlist } from './plist-document.ts'
import { readThrough } from './read-through.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import { refuseTooMany } from './refuse-too-many.ts'
import { momentOf, textOf, titleOfLocation, wholeNumberOf } from './said-values.ts'

/** A song as the file says it, by the keys that matter here. */
type Track = { [key in (typeof trackKeys)[number]]?: string }
const trackKeys = [
  ...([
    'Name',
    'Artist',
    'Album',
    'Album Artist',
    'Track Number',
    'Disc Number',
    'Year',
    'Release Date',
  ] as const),
  ...(['Total Time', 'Date Added', 'Location', 'Comments', 'Explicit', 'Clean'] as const),
] as const

type List = { name: string | undefined; readonly trackIds: string[]; isOfProgram: boolean }

/** Of all songs together no more is kept. */
const mostHeldCharacters = 64_000_000
const mostLists = 10_000

/** A reader of a library, or of one playlist that was exported from it. */
export function readItunes(): PlaylistReader<string> {
  const pieces: PlaylistPiece[] = []
  const tracks = new Map<string, Track>()
  const waiting: List[] = []
  const leftOut: List[] = []
  let heldCharacters = 0
  let hasTracks = false
  let given = 0
  let givenSongs = 0
  let lists = 0
  let list: List = { name: undefined, trackIds: [], isOfProgram: false }
  const parser = parsePlist({
    onOpen(place) {
      if (isTrack(place)) tracks.set(place[1] ?? '', {})
      refuseTooMany(tracks.size)
      if (isList(place)) list = { name: undefined, trackIds: [], isOfProgram: false }
    },
    onValue(place, value) {
      const [part, id = '', key = ''] = place
      if (part === 'Tracks' && place.length === 3) keepValue(tracks.get(id), key, value)
      if (part === 'Playlists') takeOfList(list, place, value)
      refuseTooMany(givenSongs + list.trackIds.length)
    },
    onClose(place) {
      if (place.length === 1 && place[0] === 'Tracks') hasTracks = true
      if (!isList(place)) return
      lists++
      if (lists > mostLists) throw new PlaylistUnreadable(tooManyLists)
      if (list.isOfProgram) leftOut.push({ ...list, trackIds: [] })
      else {
        givenSongs += list.trackIds.length
        if (hasTracks) giveList(list)
        else waiting.push(list)
      }
    },
  })
  return readThrough(parser, pieces, () => {
    if (!hasTracks) throw new PlaylistUnreadable(noTracks)
    for (const each of waiting) giveList(each)
    if (given === 0) giveList({ name: undefined, trackIds: [...tracks.keys()], isOfProgram: false })
    else for (const { name } of leftOut) pieces.push(bent(`playlist "${shortName(name ?? '')}"`, ofProgram))
  })

  function keepValue(track: Track | undefined, key: string, value: string): void {
    const known = trackKeys.find((each) => each === key)
    if (track === undefined || known === undefined) return
    track[known] = value
    heldCharacters += value.length
    if (heldCharacters > mostHeldCharacters) throw new PlaylistUnreadable(tooMuch)
  }

  function giveList({ name, trackIds }: List): void {
    given++
    const at = name === undefined ? '' : `playlist "${shortName(name)}", `
    pieces.push(...piecesOfHead({ title: name }))
    trackIds.forEach((id, i) => {
      const track = tracks.get(id)
      if (track === undefined)
        pieces.push(lost(`${at}song ${i + 1}`, 'The file does not say which song this is.'))
      else pieces.push(...piecesOfDraft(draftOf(track), `${at}song ${i + 1}`))
    })
  }
}

const noTracks =
  'The file has no list of songs ("Tracks"), so it is neither a library nor a playlist of iTunes.'
const tooManyLists = `The file has more than ${mostLists.toLocaleString('en')} playlists.`
const tooMuch = 'The songs of the file have more text about them than can be kept.'
const ofProgram = 'A list that iTunes makes by itself is left out beside the playlists that somebody made.'

function isTrack(place: readonly string[]): boolean {
  return place.length === 2 && place[0] === 'Tracks'
}

function isList(place: readonly string[]): boolean {
  return place.length === 2 && place[0] === 'Playlists'
}

/** A value of a playlist, or of one of the songs that it names. */
function takeOfList(list: List, place: readonly string[], value: string): void {
  const [, , key, , songKey] = place
  if (place.length === 5 && key === 'Playlist Items' && songKey === 'Track ID') list.trackIds.push(value)
  if (place.length !== 3) return
  if (key === 'Name') list.name = textOf(value)
  if (key === 'Distinguished Kind' || ((key === 'Master' || key === 'Folder') && value === 'true'))
    list.isOfProgram = true
}

function draftOf(track: Track): ItemDraft {
  const location = textOf(track.Location)
  const artist = textOf(track.Artist)
  const albumArtist = textOf(track['Album Artist'])
  const number = (text: string | undefined) => wholeNumberOf(text) || undefined
  return {
    title: textOf(track.Name) ?? (location === undefined ? undefined : titleOfLocation(location)),
    artists: artist === undefined ? [] : [artist],
    album: textOf(track.Album),
    albumArtists: albumArtist === undefined ? [] : [albumArtist],
    trackNumber: number(track['Track Number']),
    discNumber: number(track['Disc Number']),
    releaseDate: momentOf(track['Release Date'])?.slice(0, 10) ?? textOf(track.Year),
    durationMs: wholeNumberOf(track['Total Time']),
    location,
    addedAt: momentOf(track['Date Added']),
    isExplicit: track.Explicit === 'true' ? true : track.Clean === 'true' ? false : undefined,
    note: textOf(track.Comments),
  }
}
