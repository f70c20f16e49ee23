import { Show } from 'solid-js'
import { Skeleton } from '../ui/States.tsx'
import { grouped } from '../ui/words.ts'
import { Confidence } from './Confidence.tsx'
import type { MatchedItem } from './calls.ts'
import { itemNote } from './item-words.ts'
import { stateNames } from './match-words.ts'
import './match-bar.css'
import './match-row.css'

/** A song as the file says it, and beside it the song of the library that was found for it. */
export function MatchRow(props: {
  readonly at: number
  readonly row: MatchedItem | undefined
  readonly tabIndex: 0 | -1
  readonly isOpen: boolean
  readonly onOpen: () => void
  readonly onFocus: () => void
}) {
  return (
    <button
      type="button"
      class="match-row"
      data-row={props.at}
      data-state={props.row?.match.state}
      tabIndex={props.tabIndex}
      aria-current={props.isOpen ? 'true' : undefined}
      onClick={() => props.onOpen()}
      onFocus={() => props.onFocus()}
    >
      <Show when={props.row} fallback={<Waiting />}>
        {(row) => (
          <>
            <span class="match-place num" aria-hidden="true">
              {grouped(row().position)}
            </span>
            <span class="match-item">
              <span class="match-title clip">{row().item.title}</span>
              <span class="match-note clip num">{itemNote(row().item) || 'Nobody is named'}</span>
            </span>
            <span class="match-found">
              <span class="match-state">
                <span class="match-dot" aria-hidden="true" />
                {stateNames[row().match.state]}
              </span>
              <span class="match-song clip">
                <Show when={row().match.song} fallback={<span class="faint">{row().match.because}</span>}>
                  {(song) => [song().title, song().artist ?? ''].filter(Boolean).join(' · ')}
                </Show>
              </span>
            </span>
            <span class="match-sure">
              <Confidence value={row().match.song === null ? null : row().match.confidence} />
            </span>
          </>
        )}
      </Show>
    </button>
  )
}

function Waiting() {
  return (
    <>
      <span class="unseen">On its way</span>
      <span class="match-place" />
      <span class="match-item">
        <Skeleton height="14px" width="62%" />
      </span>
      <span class="match-found">
        <Skeleton height="14px" width="40%" />
      </span>
      <span class="match-sure" />
    </>
  )
}
