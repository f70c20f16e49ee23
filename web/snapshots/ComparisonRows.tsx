import { createMemo, createSignal, For, Show } from 'solid-js'
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { createPagedRows, type PagedRows, rowsAtOnce } from '../api/paged-rows.ts'
import { SegmentedControl } from '../ui/Choices.tsx'
import { LongList } from '../ui/LongList.tsx'
import { SectionHead } from '../ui/Page.tsx'
import type { RowRange } from '../ui/visible-rows.ts'
import { counted } from '../ui/words.ts'
import { type AlignedRow, alignedRows, foldedRows, otherEnds } from './alignment.ts'
import { ComparisonRow } from './ComparisonRow.tsx'
import { type Comparison, listSnapshotItems, type Snapshot } from './calls.ts'

/** The height of a row in pixels; snapshots.css draws it so. */
const rowHeight = 52

/** Both lists row by row: what stayed stands side by side, what moved is tied together by a line. */
export function ComparisonRows(props: {
  readonly before: Snapshot
  readonly after: Snapshot
  readonly comparison: Comparison
}) {
  const [shown, setShown] = createSignal<'changes' | 'all'>('changes')
  const all = createMemo(() =>
    alignedRows(props.comparison, { before: props.before.itemCount, after: props.after.itemCount }),
  )
  const rows = createMemo(() => (shown() === 'all' ? all() : foldedRows(all())))
  const before = createSnapshotItems(props.before)
  const after = createSnapshotItems(props.after)
  const [range, setRange] = createSignal<RowRange>({ from: 0, to: 24 })
  const look = (near: RowRange) => {
    setRange(near)
    const seen = rows().slice(near.from, near.to)
    needed(before, seen.map(beforeOf))
    needed(after, seen.map(afterOf))
  }
  return (
    <section class="compare-songs">
      <SectionHead title="Song by song">
        <SegmentedControl
          label="Rows"
          hideLabel
          choices={[
            { value: 'changes', name: 'What changed' },
            { value: 'all', name: 'Everything' },
          ]}
          value={shown()}
          onChange={setShown}
        />
      </SectionHead>
      <div class="compare-head small muted" aria-hidden="true">
        <span>Version {props.before.version}</span>
        <span />
        <span>Version {props.after.version}</span>
      </div>
      <div class="compare-rows">
        <Show when={rows()} keyed>
          {(drawn) => (
            <LongList
              label={`${counted(drawn.length, 'row')}: before on the left, after on the right`}
              count={drawn.length}
              rowHeight={rowHeight}
              onRange={look}
            >
              {(at) => (
                <ComparisonRow
                  row={drawn[at]}
                  before={itemAt(before, beforeOf(drawn[at]))}
                  after={itemAt(after, afterOf(drawn[at]))}
                  onUnfold={() => setShown('all')}
                />
              )}
            </LongList>
          )}
        </Show>
        <Ties rows={rows()} range={range()} />
      </div>
    </section>
  )
}

/** The lines between the two places of every song that moved, as far as either can be seen. */
function Ties(props: { readonly rows: readonly AlignedRow[]; readonly range: RowRange }) {
  const ends = createMemo(() => otherEnds(props.rows))
  const ties = createMemo(() => {
    const { from, to } = props.range
    const seen = new Map<number, number>()
    for (let at = from; at < to; at += 1) {
      const other = ends().get(at)
      if (other === undefined) continue
      const leaves = props.rows[at]?.kind === 'moved-from' ? at : other
      seen.set(leaves, leaves === at ? other : at)
    }
    return [...seen]
  })
  const middle = (row: number) => (row - props.range.from + 0.5) * rowHeight
  return (
    <svg
      class="compare-ties"
      aria-hidden="true"
      viewBox={`0 0 100 ${Math.max(1, props.range.to - props.range.from) * rowHeight}`}
      preserveAspectRatio="none"
      style={{
        top: `${props.range.from * rowHeight}px`,
        height: `${Math.max(1, props.range.to - props.range.from) * rowHeight}px`,
      }}
    >
      <For each={ties()}>
        {([leaves, arrives]) => (
          <path
            d={`M0 ${middle(leaves)}C60 ${middle(leaves)} 40 ${middle(arrives)} 100 ${middle(arrives)}`}
          />
        )}
      </For>
    </svg>
  )
}

function createSnapshotItems(snapshot: Snapshot): PagedRows<PlaylistItem> {
  return createPagedRows<PlaylistItem>({
    count: snapshot.itemCount,
    load: async (from) => (await listSnapshotItems(snapshot.id, from, rowsAtOnce)).items,
  })
}

/** Asks for the songs at these places; where they lie far apart, for those of each end. */
function needed(items: PagedRows<PlaylistItem>, places: readonly (number | undefined)[]): void {
  const known = places.filter((place) => place !== undefined)
  if (known.length > 0) items.need(known)
}

function itemAt(items: PagedRows<PlaylistItem>, place: number | undefined): PlaylistItem | undefined {
  return place === undefined ? undefined : items.row(place)
}

function beforeOf(row: AlignedRow | undefined): number | undefined {
  return row !== undefined && (row.kind === 'stayed' || row.kind === 'went' || row.kind === 'moved-from')
    ? row.before
    : undefined
}

function afterOf(row: AlignedRow | undefined): number | undefined {
  return row !== undefined && (row.kind === 'stayed' || row.kind === 'came' || row.kind === 'moved-to')
    ? row.after
    : undefined
}
