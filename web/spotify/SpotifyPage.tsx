import { useNavigate, useSearchParams } from '@solidjs/router'
import Music2 from 'lucide-solid/icons/music-2'
import { Match, onMount, Show, Switch } from 'solid-js'
import { createLoaded, type LoadedHandle } from '../api/loaded.ts'
import { PageHeader } from '../ui/Page.tsx'
import { EmptyState, LoadedView, Skeleton } from '../ui/States.tsx'
import { say } from '../ui/toast.ts'
import { Connect } from './Connect.tsx'
import { ConnectedMenu } from './ConnectedMenu.tsx'
import { getSpotify, type SpotifyState } from './calls.ts'
import { Lane } from './Lane.tsx'
import { wordsOfOutcome } from './outcome-words.ts'
import './spotify.css'

/**
 * Spotify, in a lane of its own: what it plays and holds is never in one list or one stream with one's own files, since
 * its developer policy forbids that. What travels between the two are names of songs, in snapshots.
 */
export function SpotifyPage() {
  const state = createLoaded(() => true, getSpotify)
  tellOutcome()
  return (
    <div class="spotify">
      <PageHeader title="Spotify" note={<HeaderNote state={state.value()} />}>
        <Show when={state.value()?.connection}>
          <ConnectedMenu onLeft={state.refetch} />
        </Show>
      </PageHeader>
      <LoadedView of={state} loading={<Skeleton height="280px" round />}>
        {(loaded) => <Standing state={loaded()} handle={state} />}
      </LoadedView>
    </div>
  )
}

function Standing(props: { readonly state: SpotifyState; readonly handle: LoadedHandle<SpotifyState> }) {
  return (
    <Switch fallback={<Connect again={props.state.connection?.status === 'consent-needed'} />}>
      <Match when={!props.state.isLit}>
        <EmptyState
          icon={<Music2 />}
          title="Spotify is not set up here"
          text="Everything else works without it. Whoever runs this Cuecraft can set a client id of Spotify; the README says how."
        />
      </Match>
      <Match when={props.state.connection?.status === 'connected'}>
        <Lane onConsentLost={props.handle.refetch} />
      </Match>
    </Switch>
  )
}

function HeaderNote(props: { readonly state: SpotifyState | undefined }) {
  const connection = () => props.state?.connection ?? undefined
  const until = (moment: string) =>
    new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(Date.parse(moment))
  return (
    <Show
      when={connection()?.status === 'connected' && connection()}
      fallback="Your queue and playlists there, kept safe here."
    >
      {(now) => (
        <>
          {now().displayName ?? 'Your account'} · your consent lasts until {until(now().consentUntil)}
        </>
      )}
    </Show>
  )
}

/** Says once what came of consent, and takes it out of the address, so that a reload does not say it again. */
function tellOutcome(): void {
  const [query] = useSearchParams<{ outcome?: string }>()
  const navigate = useNavigate()
  onMount(() => {
    const words = wordsOfOutcome(query.outcome)
    if (query.outcome === undefined) return
    navigate('/spotify', { replace: true })
    if (words !== undefined) void say(words)
  })
}
