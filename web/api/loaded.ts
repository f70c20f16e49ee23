/** A value that comes from the API: loading, failed, or here, and always one of the three. */
import { type Accessor, createMemo, createResource } from 'solid-js'

/** Where a value stands. While it is fetched again the old one stays `ready`. */
export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'ready'; readonly value: T }

/** What `createLoaded` hands back. */
export type LoadedHandle<T> = {
  readonly state: Accessor<Loaded<T>>
  /** The value when it is here. */
  readonly value: Accessor<T | undefined>
  readonly refetch: () => void
  /** Puts a newer value in place without asking the API. */
  readonly put: (change: (before: T | undefined) => T | undefined) => void
}

/** Fetches when the source is truthy, and again when it changes. Never suspends: each page draws its own skeleton. */
export function createLoaded<S, T>(
  source: Accessor<S | false | null | undefined>,
  fetcher: (source: S) => Promise<T>,
): LoadedHandle<T> {
  const [resource, { refetch, mutate }] = createResource(source, fetcher)
  const state = createMemo((): Loaded<T> => {
    const phase = resource.state
    if (phase === 'errored') return { kind: 'failed', error: resource.error }
    if (phase === 'ready' || phase === 'refreshing') {
      const value = resource.latest
      if (value !== undefined) return { kind: 'ready', value }
    }
    return { kind: 'loading' }
  })
  return {
    state,
    value: () => {
      const now = state()
      return now.kind === 'ready' ? now.value : undefined
    },
    refetch: () => void refetch(),
    put: (change) => void mutate((before) => change(before)),
  }
}
