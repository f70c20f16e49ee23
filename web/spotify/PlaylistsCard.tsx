import { useNavigate } from '@solidjs/router'
import Archive from 'lucide-solid/icons/archive'
import { createSignal, For, onMount, Show } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { createKeeping } from '../ui/kept.ts'
import { ErrorState, Skeleton } from '../ui/States.tsx'
import { counted } from '../ui/words.ts'
import { keepSnapshot, listSpotifyPlaylists, type SpotifyPlaylist } from './calls.ts'
import { Cover } from './ItemRow.tsx'
import { createOffsetPages } from './pages.ts'

/** The playlists at Spotify: own ones and those made with others can be kept. */
export function PlaylistsCard() {
  const [totalCount, setTotalCount] = createSignal<number>()
  const playlists = createOffsetPages(async (offset) => {
    const page = await listSpotifyPlaylists(offset)
    setTotalCount(page.totalCount)
    return page
  })
  onMount(() => void playlists.begin())
  return (
    <section class="card padded" aria-labelledby="spotify-playlists">
      <div class="spotify-card-head">
        <h2 id="spotify-playlists">Playlists at Spotify</h2>
        <p class="small muted num">{totalCount() ?? ''}</p>
      </div>
      <Show
        when={playlists.trouble() === undefined}
        fallback={<ErrorState error={playlists.trouble()} onRetry={() => void playlists.more()} />}
      >
        <ul class="spotify-items">
          <For each={playlists.items()} fallback={<NoPlaylists isLooking={playlists.isLooking()} />}>
            {(playlist) => <PlaylistRow playlist={playlist} />}
          </For>
        </ul>
        <Show when={playlists.hasMore()}>
          <Button
            busyWords={playlists.isLooking() ? 'Getting more' : undefined}
            onClick={() => void playlists.more()}
          >
            Show more
          </Button>
        </Show>
      </Show>
    </section>
  )
}

function NoPlaylists(props: { readonly isLooking: boolean }) {
  return (
    <Show when={props.isLooking} fallback={<li class="muted">You have no playlists at Spotify.</li>}>
      <li>
        <span class="unseen">Loading</span>
        <Skeleton height="160px" round />
      </li>
    </Show>
  )
}

function PlaylistRow(props: { readonly playlist: SpotifyPlaylist }) {
  const navigate = useNavigate()
  const keeping = createKeeping(
    () => keepSnapshot({ kind: 'spotify-playlist', playlistId: props.playlist.id }),
    () => navigate('/snapshots'),
  )
  return (
    <li class="spotify-item">
      <Cover url={props.playlist.imageUrl} />
      <span class="grow">
        <span class="spotify-item-title clip">{props.playlist.title}</span>
        <span class="small muted clip num">{noteOf(props.playlist)}</span>
      </span>
      <Show when={props.playlist.isReadable}>
        <Button
          icon={<Archive aria-hidden="true" />}
          busyWords={keeping.isBusy() ? 'Keeping' : undefined}
          aria-label={`Keep ${props.playlist.title}`}
          onClick={keeping.press}
        >
          Keep
        </Button>
      </Show>
    </li>
  )
}

function noteOf({ kind, itemCount, ownerName, isReadable }: SpotifyPlaylist): string {
  const count = itemCount === null ? undefined : counted(itemCount, 'song')
  const whose =
    kind === 'own'
      ? undefined
      : kind === 'collaborative'
        ? 'made with others'
        : `by ${ownerName ?? 'somebody else'}`
  const closed = isReadable ? undefined : 'Spotify does not show its songs to apps'
  return [count, whose, closed].filter(Boolean).join(' · ')
}
