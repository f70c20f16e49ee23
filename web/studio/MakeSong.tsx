import { type Accessor, createResource, For, Show } from 'solid-js'
import { listSongs, songFileUrl } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import type { Analysis, Song } from '../api/shapes.ts'
import { createSound } from '../player/clock.ts'
import { PlayButton } from '../player/PlayButton.tsx'
import { SmallWave } from '../player/SmallWave.tsx'
import { AnalysingCard } from '../songs/AnalysisState.tsx'
import { createSongDocuments, getSongDocuments } from '../songs/documents.ts'
import { HeardSongs, heardHere } from '../songs/HeardSongs.tsx'
import { hearingOf, hearingsUnderWay } from '../songs/hearing.ts'
import { songNote } from '../songs/SongCard.tsx'
import { SongWave } from '../songs/SongWave.tsx'
import type { LiveSong } from '../songs/song.ts'
import { Button } from '../ui/Button.tsx'
import { DropZone } from '../ui/DropZone.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { clockOf } from '../ui/words.ts'
import { songAccept } from '../uploads/plan.ts'
import { RangeWindow } from './RangeWindow.tsx'
import './studio.css'

/** Which stretch of the song the video takes. */
export type Stretch = { readonly startSeconds: number; readonly lengthSeconds: number }

/** The song a video is cut to: heard, seen, and with the stretch that is used. */
export function ChosenSong(props: {
  readonly live: LiveSong
  readonly stretch: Stretch | undefined
  readonly onStart: (seconds: number) => void
  readonly onChange: () => void
}) {
  return (
    <LoadedView of={props.live} loading={<Skeleton height="232px" round />}>
      {(song) => <SongBox {...props} song={song()} />}
    </LoadedView>
  )
}

function SongBox(props: {
  readonly live: LiveSong
  readonly song: Song
  readonly stretch: Stretch | undefined
  readonly onStart: (seconds: number) => void
  readonly onChange: () => void
}) {
  const clock = createSound(songFileUrl(props.song.id), () => props.song.durationMs / 1000)
  const windowed = () =>
    props.stretch !== undefined && props.stretch.lengthSeconds < props.song.durationMs / 1000 - 0.5
  return (
    <div class="stack">
      <div class="row">
        <PlayButton clock={clock} name={props.song.title} />
        <div class="grow">
          <p class="song-card-title clip">{props.song.title}</p>
          <p class="song-card-note num clip">
            {songNote(props.song)}
            <Show when={props.song.status === 'analysing' && hearingOf(props.song.id)}>
              {` · ${heardHere.toLowerCase()}`}
            </Show>
          </p>
        </div>
        <Button onClick={() => props.onChange()}>Change</Button>
      </div>
      <Show
        when={
          props.song.status === 'ready' || (props.song.status === 'analysing' && hearingOf(props.song.id))
        }
        fallback={
          <Show
            when={props.song.status === 'analysing'}
            fallback={<p class="field-error">This song could not be analysed. Choose another one.</p>}
          >
            <AnalysingCard followed={props.live.analysing} />
          </Show>
        }
      >
        <div class="card wave-card">
          <SongWaveWithWindow
            song={props.song}
            clock={clock}
            stretch={windowed() ? props.stretch : undefined}
            onStart={props.onStart}
          />
        </div>
      </Show>
    </div>
  )
}

function SongWaveWithWindow(props: {
  readonly song: Song
  readonly clock: ReturnType<typeof createSound>
  readonly stretch: Stretch | undefined
  readonly onStart: (seconds: number) => void
}) {
  const { found } = createSongDocuments(() => props.song)
  // The stretch is chosen by the server's analysis, which the video will be planned by.
  const analysis: Accessor<Analysis | undefined> = () =>
    props.song.status === 'ready' ? found()?.analysis : undefined
  return (
    <SongWave
      song={props.song}
      clock={props.clock}
      heightPixels={124}
      overlay={(view) => (
        <Show when={props.stretch !== undefined && analysis()}>
          {(found) => (
            <RangeWindow
              analysis={found()}
              view={view}
              startSeconds={props.stretch?.startSeconds ?? 0}
              lengthSeconds={props.stretch?.lengthSeconds ?? 0}
              onStart={props.onStart}
            />
          )}
        </Show>
      )}
    />
  )
}

/** Chooses one of the songs there are, or brings a new one. */
export function SongChooser(props: {
  readonly onChoose: (songId: string) => void
  readonly onFiles: (files: readonly File[]) => void
}) {
  const songs = createLoaded(() => true, listSongs)
  return (
    <div class="stack">
      <DropZone
        small
        what="a song"
        text="MP3, WAV, FLAC, OGG, Opus, M4A or AAC"
        accept={songAccept}
        onFiles={props.onFiles}
      />
      <Show when={hearingsUnderWay().length > 0}>
        <ul class="song-grid">
          <HeardSongs />
        </ul>
      </Show>
      <LoadedView of={songs} loading={<Skeleton height="180px" round />}>
        {(all) => (
          <Show when={all().length > 0}>
            <ul class="card song-rows">
              <For each={all().filter((song) => song.status !== 'failed')}>
                {(song) => (
                  <li>
                    <SongRow song={song} onChoose={() => props.onChoose(song.id)} />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </LoadedView>
    </div>
  )
}

function SongRow(props: { readonly song: Song; readonly onChoose: () => void }) {
  const [documents] = createResource(
    () => props.song.status === 'ready' && props.song.id,
    (id) => getSongDocuments(id),
  )
  return (
    <button type="button" class="song-row" onClick={() => props.onChoose()}>
      <span class="song-row-wave">
        <Show when={documents.state === 'ready' && documents.latest} fallback={<Skeleton height="36px" />}>
          {(found) => <SmallWave peaks={found().peaks} analysis={found().analysis} />}
        </Show>
      </span>
      <span class="grow">
        <span class="song-row-title clip">{props.song.title}</span>
        <span class="small muted num">
          {props.song.status === 'analysing'
            ? `${clockOf(props.song.durationMs / 1000)} · being analysed`
            : songNote(props.song)}
        </span>
      </span>
    </button>
  )
}
