/** Finds the identities that playlists give recordings in the many ways they are spelled. */

/** The ISRC in a text such as `us-rc1-76-07839` or `urn:isrc:USRC17607839`. */
export function isrcOf(text: string): string | undefined {
  const code = text
    .replace(/^(urn:)?isrc:/i, '')
    .replaceAll(/[-\s]/g, '')
    .toUpperCase()
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code) ? code : undefined
}

/** The MusicBrainz recording in an address or a URN, or a bare UUID. Of addresses only those of recordings count. */
export function recordingIdOf(text: string): string | undefined {
  const uuid =
    /^(?:.*\/recording\/|urn:uuid:|mbid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[?#/].*)?$/i.exec(
      text,
    )
  return uuid?.[1]?.toLowerCase()
}

/** The address by which everybody else knows a MusicBrainz recording. */
export function recordingAddress(recordingId: string): string {
  return `https://musicbrainz.org/recording/${recordingId}`
}

/** The Spotify URI of a track or an episode, from the URI itself or from an address of open.spotify.com; a local file's as it is. */
export function spotifyUriOf(text: string): string | undefined {
  if (/^spotify:local:\S+$/.test(text)) return text
  const found =
    /^(?:spotify:|https?:\/\/(?:open|play)\.spotify\.com\/(?:intl-[a-z-]+\/)?)(track|episode)[:/]([0-9A-Za-z]{22})(?:[?#/].*)?$/.exec(
      text,
    )
  return found === null ? undefined : `spotify:${found[1]}:${found[2]}`
}

const ownSong = 'cuecraft:song:'

/** The address of a song of the library here, which means something only to its owner. */
export function songAddress(songId: string): string {
  return ownSong + songId
}

/** The song of the library here in its address. */
export function songIdOf(text: string): string | undefined {
  return text.startsWith(ownSong) ? text.slice(ownSong.length) : undefined
}
