import Camera from 'lucide-solid/icons/camera'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { listSnapshots } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { EmptyState, LoadedView, Skeleton } from '../ui/States.tsx'
import { counted } from '../ui/words.ts'
import type { Snapshot } from './calls.ts'
import { SeriesCard } from './SeriesCard.tsx'
import { seriesOf } from './series.ts'
import './snapshots.css'

const KeepDialog = lazy(async () => ({ default: (await import('./KeepDialog.tsx')).KeepDialog }))

/** Every snapshot of this account by what it was taken of, and what changed from one to the next. */
export function Snapshots() {
  const snapshots = createLoaded(() => true, listSnapshots)
  const [keeping, setKeeping] = createSignal(false)
  const remove = (gone: Snapshot) => snapshots.put((all) => all?.filter(({ id }) => id !== gone.id))
  return (
    <div class="with-main-action">
      <PageHeader
        title="Snapshots"
        note={
          <Show when={snapshots.value()?.length}>{(count) => `${counted(count(), 'snapshot')} kept`}</Show>
        }
      >
        <ButtonLink href="/playlists">Playlists</ButtonLink>
        <Show when={snapshots.value()?.length}>
          <Button
            kind="primary"
            class="main-action"
            icon={<Camera aria-hidden="true" />}
            onClick={() => setKeeping(true)}
          >
            Keep a snapshot
          </Button>
        </Show>
      </PageHeader>
      <LoadedView of={snapshots} loading={<Skeleton height="220px" round />}>
        {(all) => (
          <Show
            when={all().length > 0}
            fallback={
              <EmptyState
                icon={<Camera />}
                title="A queue as it was"
                text="Keep the queue of a room or a playlist as it is now. Keep it again later and see what came, went and moved, or put it back."
              >
                <Button kind="primary" icon={<Camera aria-hidden="true" />} onClick={() => setKeeping(true)}>
                  Keep a snapshot
                </Button>
              </EmptyState>
            }
          >
            <ul class="series-list">
              <For each={seriesOf(all())}>
                {(series) => (
                  <li>
                    <SeriesCard series={series} onDeleted={remove} />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </LoadedView>
      <Suspense>
        <Show when={keeping()}>
          <KeepDialog
            onKept={(snapshot) => snapshots.put((all) => [snapshot, ...(all ?? [])])}
            onClose={() => setKeeping(false)}
          />
        </Show>
      </Suspense>
    </div>
  )
}
