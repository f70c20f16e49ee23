import { useNavigate, useParams } from '@solidjs/router'
import ArchiveRestore from 'lucide-solid/icons/archive-restore'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { listSnapshots } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { Select } from '../ui/Select.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { agoOf, counted } from '../ui/words.ts'
import { ComparisonRows } from './ComparisonRows.tsx'
import { type Comparison, compareSnapshots, getSnapshot, type Snapshot } from './calls.ts'
import { changesWords } from './change-words.ts'
import { Loom } from './Loom.tsx'
import './snapshots.css'

const RestoreDialog = lazy(async () => ({ default: (await import('./RestoreDialog.tsx')).RestoreDialog }))

type Compared = { readonly before: Snapshot; readonly after: Snapshot; readonly comparison: Comparison }

/** Two snapshots beside one another: what came, what went and what moved, as a picture and row by row. */
export function ComparePage() {
  const params = useParams()
  const compared = createLoaded(
    () => ({ beforeId: params.snapshotId ?? '', afterId: params.otherId ?? '' }),
    async ({ beforeId, afterId }): Promise<Compared> => {
      const [before, after, comparison] = await Promise.all([
        getSnapshot(beforeId),
        getSnapshot(afterId),
        compareSnapshots(beforeId, afterId),
      ])
      return { before, after, comparison }
    },
  )
  return (
    <LoadedView
      of={compared}
      loading={<PageSkeleton />}
      elsewhere={{ href: '/snapshots', words: 'All snapshots' }}
    >
      {(found) => (
        <Show when={found()} keyed>
          {(value) => <OneComparison compared={value} />}
        </Show>
      )}
    </LoadedView>
  )
}

function OneComparison(props: { readonly compared: Compared }) {
  const [restoring, setRestoring] = createSignal(false)
  const { before, after, comparison } = props.compared
  const hasChanged = comparison.came.length + comparison.went.length + comparison.moved.length > 0
  return (
    <>
      <PageHeader
        title={after.title}
        over={before.title === after.title ? 'Comparison' : `Compared with ${before.title}`}
        note={`${changesWords(comparison)}, ${counted(comparison.stayedCount, 'song')} stayed`}
      >
        <ButtonLink href="/snapshots">All snapshots</ButtonLink>
        <Button icon={<ArchiveRestore aria-hidden="true" />} onClick={() => setRestoring(true)}>
          Restore version {before.version}
        </Button>
      </PageHeader>
      <Versions before={before} after={after} />
      <Show
        when={hasChanged}
        fallback={
          <p class="card padded muted compare-same">
            Both hold the same {counted(after.itemCount, 'song')} in the same order.
          </p>
        }
      >
        <Loom comparison={comparison} before={before} after={after} />
        <ComparisonRows before={before} after={after} comparison={comparison} />
      </Show>
      <Suspense>
        <Show when={restoring()}>
          <RestoreDialog snapshot={before} onClose={() => setRestoring(false)} />
        </Show>
      </Suspense>
    </>
  )
}

/** Which two are looked at; another one of the same source is a choice away. */
function Versions(props: { readonly before: Snapshot; readonly after: Snapshot }) {
  const navigate = useNavigate()
  const all = createLoaded(() => true, listSnapshots)
  const choicesLike = (snapshot: Snapshot) => {
    const { kind, id } = snapshot.source
    const same = all.value()?.filter(({ source }) => source.kind === kind && source.id === id) ?? [snapshot]
    return same.map((each) => ({
      value: each.id,
      name: `Version ${each.version} · ${counted(each.itemCount, 'song')} · ${agoOf(each.createdAt, Date.now())}`,
    }))
  }
  const go = (beforeId: string, afterId: string) => navigate(`/snapshots/${beforeId}/compare/${afterId}`)
  return (
    <div class="compare-versions">
      <Select
        label="Before"
        choices={choicesLike(props.before)}
        value={props.before.id}
        onChange={(id) => go(id, props.after.id)}
      />
      <Select
        label="After"
        choices={choicesLike(props.after)}
        value={props.after.id}
        onChange={(id) => go(props.before.id, id)}
      />
    </div>
  )
}

function PageSkeleton() {
  return (
    <div class="stack">
      <Skeleton height="44px" width="280px" />
      <Skeleton height="140px" round />
      <Skeleton height="360px" round />
    </div>
  )
}
