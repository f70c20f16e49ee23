import { createSignal, For, Show } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { SectionHead } from '../ui/Page.tsx'
import { counted } from '../ui/words.ts'
import type { ReadPlaylist } from './tally.ts'
import './import-review.css'

/** So many are drawn at first, and so many more each time they are asked for. */
const atOnce = 50

/** Every fault of a file with its place: songs that are lost first, since they are what a person decides about. */
export function FaultList(props: { readonly playlist: ReadPlaylist }) {
  const [shown, setShown] = createSignal(atOnce)
  const lostFirst = () => props.playlist.faults.toSorted((a, b) => Number(b.isLost) - Number(a.isLost))
  const beyond = () => props.playlist.faultCount - props.playlist.faults.length
  return (
    <Show when={props.playlist.faultCount > 0}>
      <section aria-label="Faults">
        <SectionHead title={titleOf(props.playlist)} note={noteOf(props.playlist)} />
        <ul class="fault-list card">
          <For each={lostFirst().slice(0, shown())}>
            {(fault) => (
              <li class="fault" data-lost={fault.isLost}>
                <span class="fault-place num">{fault.at}</span>
                <span class="grow">{fault.detail}</span>
                <span class="fault-kind small">{fault.isLost ? 'Left out' : 'Kept without it'}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.playlist.faults.length > shown()}>
          <Button class="fault-more" onClick={() => setShown((count) => count + 10 * atOnce)}>
            Show more
          </Button>
        </Show>
        <Show when={beyond() > 0 && props.playlist.faults.length <= shown()}>
          <p class="small muted num">And {counted(beyond(), 'more fault')} like these.</p>
        </Show>
      </section>
    </Show>
  )
}

function titleOf({ lostCount }: ReadPlaylist): string {
  return lostCount === 0 ? 'Not everything was kept' : `${counted(lostCount, 'song')} could not be read`
}

function noteOf({ faultCount, lostCount }: ReadPlaylist): string {
  const kept = faultCount - lostCount
  return lostCount === 0 ? counted(kept, 'remark') : kept === 0 ? '' : `and ${counted(kept, 'remark')}`
}
