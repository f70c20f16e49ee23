import { createEffect, createSignal, on } from 'solid-js'

/** Says changes of a text to a screen reader, without moving the focus. What is there at first is not said. */
export function Announce(props: { readonly text: string }) {
  const [said, setSaid] = createSignal('')
  createEffect(
    on(
      () => props.text,
      (text) => setSaid(text),
      { defer: true },
    ),
  )
  return (
    <div class="unseen" role="status">
      {said()}
    </div>
  )
}
