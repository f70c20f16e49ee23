import type { JSX } from 'solid-js'
import './feedback.css'

/** How a state feels: `busy` is under way, `warn` wants patience, `bad` wants a person. */
export type Tone = 'quiet' | 'good' | 'busy' | 'warn' | 'bad'

/** One short true statement about how something stands. */
export function StatusChip(props: { readonly tone: Tone; readonly children: JSX.Element }) {
  return (
    <span class="chip" data-tone={props.tone}>
      <span class="chip-dot" aria-hidden="true" />
      <span class="clip num">{props.children}</span>
    </span>
  )
}
