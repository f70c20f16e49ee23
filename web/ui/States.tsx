import CircleAlert from 'lucide-solid/icons/circle-alert'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import WifiOff from 'lucide-solid/icons/wifi-off'
import { type JSX, Match, Show, Switch } from 'solid-js'
import type { LoadedHandle } from '../api/loaded.ts'
import { ConnectionError, wordsOfError } from '../api/problem.ts'
import { Button } from './Button.tsx'
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
  return (
    <div class="notice">
      <div class="notice-picture" aria-hidden="true">
        {props.icon}
      </div>
      <p class="notice-title">{props.title}</p>
      <p class="notice-text">{props.text}</p>
      <Show when={props.children}>
        <div class="notice-actions">{props.children}</div>
      </Show>
    </div>
  )
}

/** Something could not be loaded or done: what, in plain words, and a way on. */
export function ErrorState(props: { readonly error: unknown; readonly onRetry?: () => void }) {
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
      <Show when={words().canRetry && props.onRetry}>
        {(retry) => (
          <div class="notice-actions">
            <Button icon={<RefreshCw aria-hidden="true" />} onClick={() => retry()()}>
              Try again
            </Button>
          </div>
        )}
      </Show>
      <Show when={words().requestId}>
        <p class="notice-id">Request {words().requestId}</p>
      </Show>
    </div>
  )
}

/** Draws a value that comes from the API in whichever of its three states it is. */
export function LoadedView<T>(props: {
  readonly of: LoadedHandle<T>
  readonly loading: JSX.Element
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
        {(state) => <ErrorState error={state().error} onRetry={() => props.of.refetch()} />}
      </Match>
      <Match when={ready()}>{(state) => props.children(() => state().value)}</Match>
    </Switch>
  )
}
