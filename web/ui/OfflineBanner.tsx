import WifiOff from 'lucide-solid/icons/wifi-off'
import { Show } from 'solid-js'
import './feedback.css'

/** A quiet line over the page while there is no network. */
export function OfflineBanner(props: { readonly offline: boolean }) {
  return (
    <div role="status">
      <Show when={props.offline}>
        <div class="offline">
          <WifiOff aria-hidden="true" />
          You are offline. What you see may be out of date; uploads go on when you are back.
        </div>
      </Show>
    </div>
  )
}
