/** Sends songs as a playlist file to be saved, while they are read. */
import { aboutFormats } from '#core/playlists/about.ts'
import type { WrittenFormat } from '#core/playlists/formats.ts'
import type { PlaylistHead, PlaylistItem } from '#core/playlists/playlist.ts'
import { writePlaylist } from '#core/playlists/write-playlist.ts'
import { streamOfText } from '../http/stream-text.ts'
import { dispositionOf } from '../storage/disposition.ts'

/** What is sent, and in which form. `name` is what the file is called, without its extension. */
export type PlaylistToSend = {
  readonly name: string
  readonly format: WrittenFormat
  readonly head: PlaylistHead
  readonly items: AsyncIterable<PlaylistItem>
}

/** The body of the file, and its headers. It is never run as a page of ours. */
export function fileOfPlaylist({ name, format, head, items }: PlaylistToSend) {
  const { extension, mediaType } = aboutFormats[format]
  const headers = {
    'content-type': `${mediaType}; charset=utf-8`,
    'content-disposition': dispositionOf(`${name}.${extension}`, true),
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; sandbox",
  }
  return { body: streamOfText(writePlaylist(format, head, items)), headers }
}
