import { useNavigate } from '@solidjs/router'
import Archive from 'lucide-solid/icons/archive'
import ListEnd from 'lucide-solid/icons/list-end'
import { createSignal, For, Show } from 'solid-js'
import type { LoadedHandle } from '../api/loaded.ts'
import { Button } from '../ui/Button.tsx'
import { createKeeping } from '../ui/kept.ts'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { keepSnapshot, type SpotifyQueue } from './calls.ts'
import { ItemRow } from './ItemRow.tsx'

/** So many fit on a phone beside what else there is. */
const fewAtFirst = 8

/** What comes next at Spotify, as far as it says, and how to keep it. */
export function QueueCard(props: {
  readonly queue: LoadedHandle<SpotifyQueue>
  readonly onRestore: () => void
}) {
  const navigate = useNavigate()
  const [isWhole, setWhole] = createSignal(false)
  const keeping = createKeeping(
    () => keepSnapshot({ kind: 'spotify-queue' }),
    () => navigate('/snapshots'),
  )
  const isEmpty = () => (props.queue.value()?.items.length ?? 0) === 0
  return (
    <section class="card padded" aria-labelledby="spotify-queue">
      <div class="spotify-card-head">
        <h2 id="spotify-queue">Next at Spotify</h2>
        <div class="row wrap">
          <Button
            icon={<Archive aria-hidden="true" />}
            busyWords={keeping.isBusy() ? 'Keeping' : undefined}
            disabled={isEmpty() && props.queue.value()?.current == null}
            onClick={keeping.press}
          >
            Keep this queue
          </Button>
          <Button icon={<ListEnd aria-hidden="true" />} onClick={() => props.onRestore()}>
            Bring one back
          </Button>
        </div>
      </div>
      <LoadedView of={props.queue} loading={<Skeleton height="320px" round />}>
        {(queue) => (
          <Show
            when={queue().items.length > 0}
            fallback={<p class="muted">Nothing waits. Begin something at Spotify, or add a song.</p>}
          >
            <ol class="spotify-items">
              <For each={queue().items.slice(0, isWhole() ? undefined : fewAtFirst)}>
                {(item) => <ItemRow item={item} />}
              </For>
            </ol>
            <Show when={!isWhole() && queue().items.length > fewAtFirst}>
              <Button onClick={() => setWhole(true)}>Show all {queue().items.length}</Button>
            </Show>
            <p class="small muted">
              Spotify shows at most 20 of a queue, fills it up by itself, and does not say which of them you
              added.
            </p>
          </Show>
        )}
      </LoadedView>
    </section>
  )
}
