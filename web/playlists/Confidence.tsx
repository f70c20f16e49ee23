import { Show } from 'solid-js'
import { foundFrom, unsureFrom } from '#core/playlists/sureness.ts'
import './match-row.css'

/** How sure something is, as a bar and in figures. Nothing where there is nothing to be sure of. */
export function Confidence(props: { readonly value: number | null }) {
  return (
    <Show when={props.value !== null && { value: props.value }}>
      {(sure) => (
        <span class="confidence" data-tone={toneOf(sure().value)}>
          <span class="confidence-track" aria-hidden="true">
            <span class="confidence-fill" style={{ width: percent(sure().value) }} />
          </span>
          <span class="num">
            {percent(sure().value)}
            <span class="unseen"> sure</span>
          </span>
        </span>
      )}
    </Show>
  )
}

function toneOf(value: number): 'good' | 'warn' | 'bad' {
  return value >= foundFrom ? 'good' : value >= unsureFrom ? 'warn' : 'bad'
}

/** Rounded, as one says it; never all of it before it is certain. */
function percent(value: number): string {
  return `${value >= 1 ? 100 : Math.min(99, Math.round(value * 100))}%`
}
