import { Match, Show, Switch } from 'solid-js'
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { Skeleton } from '../ui/States.tsx'
import { counted, grouped } from '../ui/words.ts'
import type { AlignedRow } from './alignment.ts'

/** One row of a comparison: the song before at the left, the song after at the right. */
export function ComparisonRow(props: {
  readonly row: AlignedRow | undefined
  readonly before: PlaylistItem | undefined
  readonly after: PlaylistItem | undefined
  readonly onUnfold: () => void
}) {
  const kind = () => props.row?.kind
  const hasBefore = () => kind() === 'stayed' || kind() === 'went' || kind() === 'moved-from'
  const hasAfter = () => kind() === 'stayed' || kind() === 'came' || kind() === 'moved-to'
  return (
    <Switch>
      <Match when={props.row?.kind === 'folded' && props.row}>
        {(folded) => (
          <button type="button" class="compare-folded" onClick={() => props.onUnfold()}>
            {counted(folded().count, 'song')} stayed
          </button>
        )}
      </Match>
      <Match when={props.row}>
        {(row) => (
          <div class="compare-row" data-change={row().kind}>
            <span class="unseen">{spoken(row(), props.before, props.after)}</span>
            <Show when={hasBefore()} fallback={<span class="compare-none" />}>
              <Cell item={props.before} place={placeBefore(row())} side="before" />
            </Show>
            <span class="compare-gutter" />
            <Show when={hasAfter()} fallback={<span class="compare-none" />}>
              <Cell item={props.after} place={placeAfter(row())} side="after" />
            </Show>
          </div>
        )}
      </Match>
    </Switch>
  )
}

function Cell(props: {
  readonly item: PlaylistItem | undefined
  readonly place: number
  readonly side: 'before' | 'after'
}) {
  return (
    <span class="compare-cell" data-side={props.side} aria-hidden="true">
      <span class="compare-place num">{grouped(props.place + 1)}</span>
      <Show when={props.item} fallback={<Skeleton height="14px" width="60%" />}>
        {(item) => (
          <span class="grow">
            <span class="compare-title clip">{item().title}</span>
            <span class="compare-artist clip">{item().artists.join(', ')}</span>
          </span>
        )}
      </Show>
    </span>
  )
}

function placeBefore(row: AlignedRow): number {
  return row.kind === 'stayed' || row.kind === 'went' || row.kind === 'moved-from' ? row.before : 0
}

function placeAfter(row: AlignedRow): number {
  return row.kind === 'stayed' || row.kind === 'came' || row.kind === 'moved-to' ? row.after : 0
}

/** The row for whoever hears it. */
function spoken(row: AlignedRow, before: PlaylistItem | undefined, after: PlaylistItem | undefined): string {
  const title = (before ?? after)?.title ?? 'On its way'
  switch (row.kind) {
    case 'stayed':
      return `${title} stayed, place ${row.after + 1}`
    case 'came':
      return `${title} came, place ${row.after + 1}`
    case 'went':
      return `${title} went, was at place ${row.before + 1}`
    case 'moved-from':
      return `${title} moved from place ${row.before + 1} to ${row.after + 1}`
    case 'moved-to':
      return `${title} moved here from place ${row.before + 1}, now at ${row.after + 1}`
    case 'folded':
      return ''
  }
}
