import CircleAlert from 'lucide-solid/icons/circle-alert'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import WifiOff from 'lucide-solid/icons/wifi-off'
import { children, type JSX, Match, Show, Switch } from 'solid-js'
import type { LoadedHandle } from '../api/loaded.ts'
import { ConnectionError, wordsOfError } from '../api/problem.ts'
import { Button, ButtonLink } from './Button.tsx'
import { PageHeader } from './Page.tsx'
import './feedback.css'

/** A grey stretch where something is about to be. Sizes are CSS lengths. */
export function Skeleton(props: {
  readonly height: string
  readonly width?: string
  readonly round?: boolean
}) {
  return (
    <div
      class={props.round === true ? 'skeleton round' : 'skeleton'}
      style={{ height: props.height, width: props.width ?? '100%' }}
      aria-hidden="true"
    />
  )
}

/** An empty place says what belongs here and how to bring it. */
export function EmptyState(props: {
  readonly icon: JSX.Element
  readonly title: string
  readonly text: string
  readonly children?: JSX.Element
}) {
  const actions = children(() => props.children)
  return (
    <div class="notice">
      <div class="notice-picture" aria-hidden="true">
        {props.icon}
      </div>
      <p class="notice-title">{props.title}</p>
      <p class="notice-text">{props.text}</p>
      <Show when={actions()}>
        <div class="notice-actions">{actions()}</div>
      </Show>
    </div>
  )
}

/** A place inside the app to go on to. */
export type Elsewhere = { readonly href: string; readonly words: string }

/** Something could not be loaded or done: what, in plain words, and a way on. */
export function ErrorState(props: {
  readonly error: unknown
  readonly onRetry?: () => void
  readonly elsewhere?: Elsewhere | undefined
}) {
  const words = () => wordsOfError(props.error)
  return (
    <div class="notice bad" role="alert">
      <div class="notice-picture" aria-hidden="true">
        <Show when={props.error instanceof ConnectionError} fallback={<CircleAlert />}>
          <WifiOff />
        </Show>
      </div>
      <p class="notice-title">{words().title}</p>
      <p class="notice-text">{words().detail}</p>
      <div class="notice-actions">
        <Show when={words().canRetry && props.onRetry}>
          {(retry) => (
            <Button icon={<RefreshCw aria-hidden="true" />} onClick={() => retry()()}>
              Try again
            </Button>
          )}
        </Show>
        <Show when={props.elsewhere}>
          {(place) => <ButtonLink href={place().href}>{place().words}</ButtonLink>}
        </Show>
      </div>
      <Show when={words().requestId}>
        <p class="notice-id">Request {words().requestId}</p>
      </Show>
    </div>
  )
}

/**
 * Draws a value that comes from the API in whichever of its three states it is. `elsewhere` is for a value that is the
 * whole page: when it cannot be had, the page still has a name and a way on.
 */
export function LoadedView<T>(props: {
  readonly of: LoadedHandle<T>
  readonly loading: JSX.Element
  readonly elsewhere?: Elsewhere
  readonly children: (value: () => T) => JSX.Element
}) {
  const failed = () => {
    const state = props.of.state()
    return state.kind === 'failed' ? state : undefined
  }
  // Wrapped, because a value such as 0 or an empty text is a value all the same.
  const ready = () => {
    const state = props.of.state()
    return state.kind === 'ready' ? state : undefined
  }
  return (
    <Switch
      fallback={
        <div aria-busy="true">
          <span class="unseen">Loading</span>
          {props.loading}
        </div>
      }
    >
      <Match when={failed()}>
        {(state) => (
          <>
            <Show when={props.elsewhere}>
              <PageHeader title="Nothing to show" />
            </Show>
            <ErrorState
              error={state().error}
              onRetry={() => props.of.refetch()}
              elsewhere={props.elsewhere}
            />
          </>
        )}
      </Match>
      <Match when={ready()}>{(state) => props.children(() => state().value)}</Match>
    </Switch>
  )
}
