import { For } from 'solid-js'
import type { MatchCounts } from './calls.ts'
import { countOf, countsLine, matchStates } from './match-words.ts'
import './match-bar.css'

/** How the songs of a playlist stand to the library, as one line of their colours. */
export function MatchBar(props: { readonly counts: MatchCounts }) {
  return (
    <div class="match-bar" role="img" aria-label={countsLine(props.counts)}>
      <For each={matchStates}>
        {(state) => (
          <span
            data-state={state}
            style={{ 'flex-grow': countOf(props.counts, state) }}
            hidden={countOf(props.counts, state) === 0}
          />
        )}
      </For>
    </div>
  )
}
