import ArrowRight from 'lucide-solid/icons/arrow-right'
import { Show } from 'solid-js'
import { createLoaded } from '../api/loaded.ts'
import { getSpotify } from './calls.ts'

/**
 * The way to the Spotify lane, where the operator has lit it. The page is opened anew, since its own policy lets Spotify's
 * pictures and player in and that of every other page does not.
 */
export function SpotifyLink() {
  const state = createLoaded(() => true, getSpotify)
  return (
    <Show when={state.value()?.isLit}>
      <a class="button" href="/spotify" rel="external">
        Spotify
        <ArrowRight aria-hidden="true" />
      </a>
    </Show>
  )
}
