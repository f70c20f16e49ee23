import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { getLyrics } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import type { Lyrics, Song } from '../api/shapes.ts'
import { createSong } from '../songs/song.ts'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { LyricsDesk } from './LyricsDesk.tsx'
import './lyrics.css'

/** The words of one song: brought, tapped along, put right. */
export function LyricsPage() {
  const params = useParams<{ songId: string }>()
  return (
    <Show keyed when={params.songId}>
      {(songId) => <OneSong songId={songId} />}
    </Show>
  )
}

function OneSong(props: { readonly songId: string }) {
  const song = createSong(() => props.songId)
  const words = createLoaded(() => props.songId, getLyrics)
  return (
    <LoadedView
      of={song}
      loading={<DeskSkeleton />}
      elsewhere={{ href: '/songs', words: 'Go to your songs' }}
    >
      {(value) => (
        <LoadedView
          of={words}
          loading={<DeskSkeleton />}
          elsewhere={{ href: '/songs', words: 'Go to your songs' }}
        >
          {/* What was opened first is edited from then on: a later answer must not replace it under the hand. */}
          {(opened) => <Opened song={value()} opened={opened()} />}
        </LoadedView>
      )}
    </LoadedView>
  )
}

function Opened(props: {
  readonly song: Song
  readonly opened: { readonly value: Lyrics; readonly etag: string }
}) {
  return <LyricsDesk song={props.song} lyrics={props.opened.value} etag={props.opened.etag} />
}

function DeskSkeleton() {
  return (
    <div class="stack">
      <Skeleton height="64px" width="60%" round />
      <Skeleton height="150px" round />
      <Skeleton height="46dvh" round />
    </div>
  )
}
