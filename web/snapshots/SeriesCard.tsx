import { A } from '@solidjs/router'
import ArchiveRestore from 'lucide-solid/icons/archive-restore'
import Disc3 from 'lucide-solid/icons/disc-3'
import EllipsisVertical from 'lucide-solid/icons/ellipsis-vertical'
import FileDown from 'lucide-solid/icons/file-down'
import ListMusic from 'lucide-solid/icons/list-music'
import Radio from 'lucide-solid/icons/radio'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, type JSX, lazy, Show, Suspense } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Menu } from '../ui/Menu.tsx'
import { sayError } from '../ui/toast.ts'
import { agoOf, bytesOf, counted } from '../ui/words.ts'
import { ChangesLine } from './ChangesLine.tsx'
import { deleteSnapshot, type Snapshot, type SnapshotSource } from './calls.ts'
import { type Series, sourceNames } from './series.ts'

const RestoreDialog = lazy(async () => ({ default: (await import('./RestoreDialog.tsx')).RestoreDialog }))
const SaveDialog = lazy(async () => ({ default: (await import('./SaveDialog.tsx')).SaveDialog }))

/** So many versions are shown before the older ones are asked for. */
const shownAtFirst = 4

/** All versions of one source, the newest first, each with what changed since the one before. */
export function SeriesCard(props: {
  readonly series: Series
  readonly onDeleted: (snapshot: Snapshot) => void
}) {
  const [isWhole, setWhole] = createSignal(false)
  const newest = () => props.series.versions[0]
  const shown = () => (isWhole() ? props.series.versions : props.series.versions.slice(0, shownAtFirst))
  const older = () => props.series.versions.length - shown().length
  return (
    <section class="card series" aria-label={newest()?.title ?? ''}>
      <header class="series-head">
        <span class="series-mark" aria-hidden="true">
          {sourceIcons[props.series.source.kind]()}
        </span>
        <div class="grow">
          <h2 class="series-title clip">{newest()?.title}</h2>
          <p class="small muted">{sourceNames[props.series.source.kind]}</p>
        </div>
      </header>
      <ol class="versions" reversed>
        <For each={shown()}>
          {(snapshot, at) => (
            <Version
              snapshot={snapshot}
              before={props.series.versions[at() + 1]}
              onDeleted={() => props.onDeleted(snapshot)}
            />
          )}
        </For>
      </ol>
      <Show when={older() > 0}>
        <Button kind="ghost" onClick={() => setWhole(true)}>
          Show {counted(older(), 'older version')}
        </Button>
      </Show>
    </section>
  )
}

function Version(props: {
  readonly snapshot: Snapshot
  readonly before: Snapshot | undefined
  readonly onDeleted: () => void
}) {
  const [asking, setAsking] = createSignal<'restore' | 'save' | 'delete'>()
  const remove = async () => {
    setAsking(undefined)
    try {
      await deleteSnapshot(props.snapshot.id)
      props.onDeleted()
    } catch (error) {
      await sayError(error, 'The snapshot stays')
    }
  }
  return (
    <li class="version">
      <span class="version-number num">{props.snapshot.version}</span>
      <div class="version-words grow">
        <p class="num">
          {counted(props.snapshot.itemCount, 'song')}
          <span class="muted"> · {agoOf(props.snapshot.createdAt, Date.now())}</span>
          <span class="faint version-bytes"> · {bytesOf(props.snapshot.bytes)}</span>
        </p>
        <Show when={props.before} fallback={<p class="small muted">The first of them</p>}>
          {(before) => (
            <A class="version-changes" href={`/snapshots/${before().id}/compare/${props.snapshot.id}`}>
              <ChangesLine before={before()} after={props.snapshot} />
            </A>
          )}
        </Show>
      </div>
      <Button
        class="version-restore"
        icon={<ArchiveRestore aria-hidden="true" />}
        onClick={() => setAsking('restore')}
      >
        Restore
      </Button>
      <Menu
        label={`More for version ${props.snapshot.version} of ${props.snapshot.title}`}
        icon={() => <EllipsisVertical aria-hidden="true" />}
        items={[
          {
            kind: 'action',
            name: 'Download',
            icon: () => <FileDown aria-hidden="true" />,
            onSelect: () => setAsking('save'),
          },
          { kind: 'line' },
          {
            kind: 'action',
            name: 'Delete',
            icon: () => <Trash aria-hidden="true" />,
            danger: true,
            onSelect: () => setAsking('delete'),
          },
        ]}
      />
      <Suspense>
        <Show when={asking() === 'restore'}>
          <RestoreDialog snapshot={props.snapshot} onClose={() => setAsking(undefined)} />
        </Show>
        <Show when={asking() === 'save'}>
          <SaveDialog snapshot={props.snapshot} onClose={() => setAsking(undefined)} />
        </Show>
      </Suspense>
      <ConfirmDialog
        open={asking() === 'delete'}
        title={`Delete version ${props.snapshot.version}?`}
        text={`${props.snapshot.title} as it was then is gone for good. Other versions of it stay.`}
        confirmWords="Delete the version"
        onConfirm={() => void remove()}
        onClose={() => setAsking(undefined)}
      />
    </li>
  )
}

const sourceIcons: Readonly<Record<SnapshotSource['kind'], () => JSX.Element>> = {
  room: () => <Radio />,
  playlist: () => <ListMusic />,
  'spotify-queue': () => <Disc3 />,
  'spotify-playlist': () => <Disc3 />,
}
