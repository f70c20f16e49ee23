import { Show } from 'solid-js'
import './controls.css'

/** What went wrong here, in a sentence that is told at once; nothing while there is none. */
export function ErrorLine(props: { readonly text: string | undefined }) {
  return (
    <Show when={props.text}>
      {(text) => (
        <p class="field-error" role="alert">
          {text()}
        </p>
      )}
    </Show>
  )
}
