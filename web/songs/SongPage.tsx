import { useParams } from '@solidjs/router'
import Captions from 'lucide-solid/icons/captions'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import Download from 'lucide-solid/icons/download'
import Music from 'lucide-solid/icons/music'
import { createSignal, type JSX, Match, Show, Suspense, Switch } from 'solid-js'
import { deleteSong, renameSong, songFileUrl } from '../api/calls.ts'
import type { Song } from '../api/shapes.ts'
import { createSound } from '../player/clock.ts'
import { PlayButton } from '../player/PlayButton.tsx'
import { RoundWave } from '../player/RoundWave.tsx'
import { ButtonLink } from '../ui/Button.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { type Asking, MoreMenu } from '../ui/MoreMenu.tsx'
import { Facts, PageHeader } from '../ui/Page.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { bytesOf, clockOf } from '../ui/words.ts'
import { AnalysingCard, FailedCard } from './AnalysisState.tsx'
import { createSongDocuments } from './documents.ts'
import { factsOf } from './facts.ts'
import { heardHere } from './HeardSongs.tsx'
import { hearingOf } from './hearing.ts'
import { SongWave } from './SongWave.tsx'
import { createSong, type LiveSong } from './song.ts'
import './songs.css'

/** One song: how it sounds, what was found in it, and what was made of it (`below`). */
export function SongPage(props: { readonly below: (song: Song) => JSX.Element }) {
  const params = useParams<{ songId: string }>()
  return (
    <div class="with-main-action">
      <Show keyed when={params.songId}>
        {(songId) => <OneSong songId={songId} below={props.below} />}
      </Show>
    </div>
  )
}

function OneSong(props: { readonly songId: string; readonly below: (song: Song) => JSX.Element }) {
  const song = createSong(() => props.songId)
  return (
    <LoadedView
      of={song}
      loading={<SongSkeleton />}
      elsewhere={{ href: '/songs', words: 'Go to your songs' }}
    >
      {(value) => <LoadedSong live={song} song={value()} below={props.below} />}
    </LoadedView>
  )
}

function LoadedSong(props: {
  readonly live: LiveSong
  readonly song: Song
  readonly below: (song: Song) => JSX.Element
}) {
  const [asking, setAsking] = createSignal<Asking>()
  const clock = createSound(songFileUrl(props.song.id), () => props.song.durationMs / 1000)
  return (
    <>
      <SongHeader song={props.song}>
        <PlayButton clock={clock} name={props.song.title} />
        <ButtonLink
          href={`/songs/${props.song.id}/lyrics`}
          size="large"
          icon={<Captions aria-hidden="true" />}
        >
          Words
        </ButtonLink>
        <MoreMenu
          what="song"
          title={props.song.title}
          asking={asking()}
          onAsk={setAsking}
          others={[
            {
              kind: 'action',
              name: 'Save the original file',
              icon: () => <Download aria-hidden="true" />,
              onSelect: () => saveFile(songFileUrl(props.song.id), props.song.fileName),
            },
          ]}
          onRename={async (title) => {
            const renamed = await renameSong(props.song.id, title)
            props.live.put(() => renamed)
          }}
          onDelete={() => deleteSong(props.song.id)}
          deleteText="The song and its analysis are removed. This cannot be taken back."
          listHref="/songs"
        />
        <ButtonLink
          href={`/make?song=${props.song.id}`}
          kind="primary"
          size="large"
          class="main-action"
          icon={<Clapperboard aria-hidden="true" />}
        >
          Make a video
        </ButtonLink>
      </SongHeader>
      <Switch>
        <Match when={props.song.status === 'failed'}>
          <FailedCard song={props.song} onDelete={() => setAsking('delete')} />
        </Match>
        <Match when={props.song.status === 'ready' || hearingOf(props.song.id) !== undefined}>
          <section class="card wave-card" aria-label="Waveform">
            <SongWave song={props.song} clock={clock} />
            <ErrorLine
              text={
                clock.failed()
                  ? 'This browser could not play the file. Saving the original from the menu still works.'
                  : undefined
              }
            />
          </section>
          <SongFacts song={props.song} />
        </Match>
        <Match when={props.song.status === 'analysing'}>
          <AnalysingCard followed={props.live.analysing} />
        </Match>
      </Switch>
      <Suspense fallback={<Skeleton height="220px" round />}>{props.below(props.song)}</Suspense>
    </>
  )
}

function SongHeader(props: { readonly song: Song; readonly children: JSX.Element }) {
  const { found, isAnalysed } = createSongDocuments(() => props.song)
  const note = () =>
    [
      props.song.artist,
      clockOf(props.song.durationMs / 1000),
      props.song.format.toUpperCase(),
      bytesOf(props.song.bytes),
    ]
      .filter((word) => word !== null && word !== '')
      .join(' · ')
  const over = () =>
    props.song.status === 'analysing' && found() ? `Song · ${heardHere.toLowerCase()}` : 'Song'
  return (
    <div class="song-header">
      <div class="song-cover">
        <Show when={isAnalysed() && found()} fallback={<Music class="song-cover-icon" aria-hidden="true" />}>
          {(found) => <RoundWave peaks={found().peaks} analysis={found().analysis} />}
        </Show>
      </div>
      <PageHeader over={over()} title={props.song.title} note={note()}>
        {props.children}
      </PageHeader>
    </div>
  )
}

function SongFacts(props: { readonly song: Song }) {
  const { found, isAnalysed } = createSongDocuments(() => props.song)
  return (
    <Show when={isAnalysed() && found()} fallback={<Skeleton height="98px" round />}>
      {(found) => <Facts facts={factsOf(found().analysis)} />}
    </Show>
  )
}

function saveFile(url: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
}

function SongSkeleton() {
  return (
    <div class="stack">
      <Skeleton height="132px" width="60%" round />
      <Skeleton height="232px" round />
      <Skeleton height="98px" round />
    </div>
  )
}
