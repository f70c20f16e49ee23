import { createResource, Match, Switch } from 'solid-js'
import { ApiError, wordsOfError } from '../api/problem.ts'
import { Gone } from './Gone.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { Watch } from './Watch.tsx'
import { lookAt } from './watch-calls.ts'

/** The page of one link: the video, the question for its password, or that there is nothing here. */
export function WatchPage(props: { readonly slug: string }) {
  const [video, { refetch }] = createResource(() => props.slug, lookAt)
  const status = () => (video.error instanceof ApiError ? video.error.problem.status : undefined)
  const shown = () => (video.state === 'ready' || video.state === 'refreshing' ? video.latest : undefined)
  return (
    <div class="watch-page">
      <header class="watch-bar">
        <a href="/" class="watch-brand">
          cuecraft
        </a>
      </header>
      <main class="watch-main">
        <Switch fallback={<Loading />}>
          <Match when={shown()}>
            {(value) => <Watch video={value()} onTrouble={async () => void (await refetch())} />}
          </Match>
          <Match when={status() === 403}>
            <PasswordForm slug={props.slug} onOpen={() => void refetch()} />
          </Match>
          <Match when={status() === 404}>
            <Gone />
          </Match>
          <Match when={video.error}>
            {(error) => <Trouble words={wordsOfError(error()).detail} onRetry={() => void refetch()} />}
          </Match>
        </Switch>
      </main>
      <footer class="watch-foot">
        <p>
          Made with <a href="/">Cuecraft</a>: a song and some photos become a music video that is cut on the
          beat.
        </p>
      </footer>
    </div>
  )
}

function Loading() {
  return (
    <div class="watch-stage waiting" aria-busy="true">
      <span class="unseen">Loading the video</span>
    </div>
  )
}

function Trouble(props: { readonly words: string; readonly onRetry: () => void }) {
  return (
    <div class="watch-card" role="alert">
      <h1>The video does not come through</h1>
      <p class="muted">{props.words}</p>
      <button type="button" class="button primary large" onClick={() => props.onRetry()}>
        Try again
      </button>
    </div>
  )
}
