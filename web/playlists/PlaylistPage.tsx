import { useNavigate, useParams } from '@solidjs/router'
import FileDown from 'lucide-solid/icons/file-down'
import ListMusic from 'lucide-solid/icons/list-music'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import { createSignal, type JSX, lazy, onCleanup, Show, Suspense } from 'solid-js'
import { createLoaded, type LoadedHandle } from '../api/loaded.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { type Asking, MoreMenu } from '../ui/MoreMenu.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { EmptyState, LoadedView, Skeleton } from '../ui/States.tsx'
import { say, sayError } from '../ui/toast.ts'
import { counted } from '../ui/words.ts'
import {
  deletePlaylist,
  getPlaylist,
  matchAgain,
  type Playlist,
  playlistFileUrl,
  renamePlaylist,
} from './calls.ts'
import { formatName } from './format-words.ts'
import { countsLine, playableWords } from './match-words.ts'
import { Review } from './Review.tsx'
import './match-bar.css'

const ExportDialog = lazy(async () => ({ default: (await import('./ExportDialog.tsx')).ExportDialog }))

/** While a playlist is imported elsewhere it is asked for again this often. */
const askEveryMs = 1_000

/** One playlist: how its songs stand to the library, and what can be done with it. `actions` are other domains' own. */
export function PlaylistPage(props: { readonly actions: (playlist: Playlist) => JSX.Element }) {
  const params = useParams()
  const playlist = createLoaded(() => params.playlistId, getPlaylist)
  const asking = setInterval(() => {
    if (playlist.value()?.status === 'importing') playlist.refetch()
  }, askEveryMs)
  onCleanup(() => clearInterval(asking))
  return (
    <LoadedView
      of={playlist}
      loading={<PageSkeleton />}
      elsewhere={{ href: '/playlists', words: 'All playlists' }}
    >
      {(found) => <OnePlaylist playlist={found()} handle={playlist} actions={props.actions} />}
    </LoadedView>
  )
}

function OnePlaylist(props: {
  readonly playlist: Playlist
  readonly handle: LoadedHandle<Playlist>
  readonly actions: (playlist: Playlist) => JSX.Element
}) {
  const [asking, setAsking] = createSignal<Asking>()
  const [exporting, setExporting] = createSignal(false)
  const [rounds, setRounds] = createSignal(0)
  const isReady = () => props.playlist.status === 'ready' && props.playlist.itemCount > 0
  const rename = async (title: string) => {
    const renamed = await renamePlaylist(props.playlist.id, title)
    props.handle.put(() => renamed)
  }
  const again = async () => {
    try {
      const matched = await matchAgain(props.playlist.id)
      props.handle.put(() => matched)
      setRounds((count) => count + 1)
      await say({ tone: 'good', title: 'Every song was looked for again', text: countsLine(matched.counts) })
    } catch (error) {
      await sayError(error, 'The matches stay as they were')
    }
  }
  return (
    <div class="with-main-action">
      <PageHeader title={props.playlist.title} over={overOf(props.playlist)} note={noteOf(props.playlist)}>
        <Show when={isReady()}>
          <Button icon={<FileDown aria-hidden="true" />} onClick={() => setExporting(true)}>
            Export
          </Button>
          {props.actions(props.playlist)}
        </Show>
        <MoreMenu
          what="playlist"
          title={props.playlist.title}
          others={
            isReady()
              ? [
                  {
                    kind: 'action',
                    name: 'Look for every song again',
                    icon: () => <RefreshCw aria-hidden="true" />,
                    onSelect: () => void again(),
                  },
                ]
              : []
          }
          asking={asking()}
          onAsk={setAsking}
          onRename={rename}
          onDelete={() => deletePlaylist(props.playlist.id)}
          deleteText="The list goes for good, with what you decided in it. Your songs stay, and so do snapshots of it."
          listHref="/playlists"
        />
      </PageHeader>
      <Show when={isReady()} fallback={<NotReady playlist={props.playlist} />}>
        <Show when={rounds() + 1} keyed>
          <Review
            playlist={props.playlist}
            onCounts={(change) => props.handle.put((now) => now && { ...now, counts: change(now.counts) })}
          />
        </Show>
      </Show>
      <Suspense>
        <Show when={exporting()}>
          <ExportDialog
            title={props.playlist.title}
            urlOf={(format) => playlistFileUrl(props.playlist.id, format)}
            onClose={() => setExporting(false)}
          />
        </Show>
      </Suspense>
    </div>
  )
}

function NotReady(props: { readonly playlist: Playlist }) {
  const navigate = useNavigate()
  return (
    <Show
      when={props.playlist.status === 'importing'}
      fallback={
        <EmptyState
          icon={<ListMusic />}
          title="No songs in it"
          text="A playlist gets its songs from a file, from a snapshot, or from Spotify."
        >
          <Button kind="primary" onClick={() => navigate('/playlists')}>
            Bring a playlist
          </Button>
          <ButtonLink href="/snapshots">Snapshots</ButtonLink>
        </EmptyState>
      }
    >
      <p class="card padded num" role="status">
        A file is coming in: {counted(props.playlist.importedCount, 'song')} so far.
      </p>
    </Show>
  )
}

function PageSkeleton() {
  return (
    <div class="stack">
      <Skeleton height="44px" width="280px" />
      <Skeleton height="12px" />
      <Skeleton height="420px" round />
    </div>
  )
}

function overOf({ format, fileName }: Playlist): string {
  return [format === null ? '' : formatName(format), fileName ?? ''].filter((word) => word !== '').join(' · ')
}

function noteOf(playlist: Playlist): string {
  return playlist.status === 'ready'
    ? `${playableWords(playlist.counts, playlist.itemCount)} in your library`
    : ''
}
