/** Large files in the forms that are only read, as the programs write them to which they belong. */
import { strToU8, zipSync } from 'fflate'
import type { PlaylistItem } from '../../core/playlists/playlist.ts'
import { xmlText } from '../../core/playlists/xml-text.ts'

/** One file of each form, by its name in the table. */
export function foreignFiles(items: readonly PlaylistItem[]): ReadonlyMap<string, Uint8Array> {
  const account = strToU8(spotifyAccount(items))
  return new Map([
    ['wpl', strToU8(wpl(items))],
    ['asx', strToU8(asx(items))],
    ['itunes', strToU8(itunes(items))],
    ['spotify-account', account],
    ['spotify-account in a ZIP', zipSync({ 'Spotify Account Data/Playlist1.json': account }, { level: 6 })],
  ])
}

function wpl(items: readonly PlaylistItem[]): string {
  const media = items.map(
    ({ title, artists, album, durationMs }, i) =>
      `<media src="..\\Music\\${i}.wma" albumTitle="${xmlText(album ?? '')}" trackTitle="${xmlText(title)}" trackArtist="${xmlText(artists[0] ?? '')}" duration="${durationMs}"/>`,
  )
  return `<?wpl version="1.0"?>\n<smil><head><title>Long</title></head><body><seq>\n${media.join('\n')}\n</seq></body></smil>`
}

function asx(items: readonly PlaylistItem[]): string {
  const entries = items.map(
    ({ title, artists }, i) =>
      `<Entry><Title>${xmlText(title)}</Title><Author>${xmlText(artists[0] ?? '')}</Author><Ref href="http://example.com/${i}.wma?a=1&b=2"/></Entry>`,
  )
  return `<ASX version="3.0">\n${entries.join('\n')}\n</ASX>`
}

function itunes(items: readonly PlaylistItem[]): string {
  const tracks = items.map(
    ({ title, artists, album, durationMs }, i) =>
      `<key>${i}</key><dict><key>Track ID</key><integer>${i}</integer><key>Name</key><string>${xmlText(title)}</string><key>Artist</key><string>${xmlText(artists[0] ?? '')}</string><key>Album</key><string>${xmlText(album ?? '')}</string><key>Total Time</key><integer>${durationMs}</integer><key>Play Count</key><integer>7</integer></dict>`,
  )
  const refs = items.map((_, i) => `<dict><key>Track ID</key><integer>${i}</integer></dict>`)
  return `<plist version="1.0"><dict><key>Tracks</key><dict>\n${tracks.join('\n')}\n</dict><key>Playlists</key><array><dict><key>Name</key><string>Long</string><key>Playlist Items</key><array>\n${refs.join('\n')}\n</array></dict></array></dict></plist>`
}

function spotifyAccount(items: readonly PlaylistItem[]): string {
  const entries = items.map(({ title, artists, album, spotifyUri }) => ({
    track: { trackName: title, artistName: artists[0], albumName: album, trackUri: spotifyUri },
    episode: null,
    localTrack: null,
    addedDate: '2026-01-02',
  }))
  return JSON.stringify(
    { playlists: [{ name: 'Long', lastModifiedDate: '2026-01-03', items: entries }] },
    null,
    2,
  )
}
