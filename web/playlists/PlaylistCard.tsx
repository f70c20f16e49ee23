import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { counted } from '../ui/words.ts'
import type { Playlist } from './calls.ts'
import { formatName } from './format-words.ts'
import { MatchBar } from './MatchBar.tsx'
import { playableWords, reviewNote } from './match-words.ts'
import './playlists.css'

/** A playlist in the list: what it is called, and how much of it can be played here. */
export function PlaylistCard(props: { readonly playlist: Playlist }) {
  const about = () =>
    [
      counted(props.playlist.itemCount, 'song'),
      props.playlist.format === null ? '' : formatName(props.playlist.format),
    ]
      .filter((word) => word !== '')
      .join(' · ')
  return (
    <A href={`/playlists/${props.playlist.id}`} class="card playlist-card">
      <div>
        <p class="playlist-card-title clip">{props.playlist.title}</p>
        <p class="small muted num clip">{about()}</p>
      </div>
      <Show when={props.playlist.status === 'ready'} fallback={<NotReady playlist={props.playlist} />}>
        <div class="playlist-card-match">
          <MatchBar counts={props.playlist.counts} />
          <p class="playlist-card-line small num">
            <span class="clip">
              {playableWords(props.playlist.counts, props.playlist.itemCount)} in your library
            </span>
            <span class="muted">{reviewNote(props.playlist.counts)}</span>
          </p>
        </div>
      </Show>
    </A>
  )
}

function NotReady(props: { readonly playlist: Playlist }) {
  return (
    <p class="small muted num">
      {props.playlist.status === 'importing'
        ? `Being imported: ${counted(props.playlist.importedCount, 'song')} so far`
        : 'No songs yet'}
    </p>
  )
}
