import CircleCheck from 'lucide-solid/icons/circle-check'
import { createSignal, Show, untrack } from 'solid-js'
import { Dialog } from '../ui/Dialog.tsx'
import { LongList } from '../ui/LongList.tsx'
import { createMedia } from '../ui/media-query.ts'
import { EmptyState, ErrorState } from '../ui/States.tsx'
import { sayError } from '../ui/toast.ts'
import { rowsIn } from '../ui/visible-rows.ts'
import { chooseMatch, type MatchCounts, type MatchedItem, type MatchState, undoMatch } from './calls.ts'
import { createCandidates } from './candidates.ts'
import { createItems } from './items.ts'
import { MatchPanel } from './MatchPanel.tsx'
import { MatchRow } from './MatchRow.tsx'
import { changeWords, movedCounts, stateNames } from './match-words.ts'
import './review.css'

/** The songs of one tab, and beside them what can be decided about the one that is looked at. */
export function ReviewList(props: {
  readonly playlistId: string
  readonly state: MatchState | undefined
  readonly count: number
  /** So many figures the highest place has. */
  readonly placeDigits: number
  readonly onCounts: (change: (counts: MatchCounts) => MatchCounts) => void
}) {
  const { playlistId, state, count } = untrack(() => ({ ...props }))
  const items = createItems({ playlistId, state, count })
  const isWide = createMedia('(min-width: 1024px)')
  const isNarrow = createMedia('(max-width: 719px)')
  const [active, setActive] = createSignal(0)
  const [isOpen, setOpen] = createSignal(false)
  const [said, setSaid] = createSignal('')
  const row = () => items.row(active())
  const candidates = createCandidates(playlistId, () => (isWide() || isOpen() ? row() : undefined))

  const decide = async (work: Promise<MatchedItem>) => {
    const before = row()
    const at = active()
    if (before === undefined) return
    try {
      const after = await work
      items.put(at, after)
      props.onCounts((counts) => movedCounts(counts, before.match.state, after.match.state))
      setSaid(changeWords(after.item.title, after.match))
      setOpen(false)
    } catch (error) {
      await sayError(error, 'The song stays as it was')
    }
  }
  const choose = (songId: string | null) => {
    const now = row()
    if (now !== undefined) void decide(chooseMatch(playlistId, now.position, songId))
  }
  const undo = () => {
    const now = row()
    if (now?.match.state === 'chosen' || now?.match.state === 'left-out')
      void decide(undoMatch(playlistId, now.position))
  }
  const onRowKey = (event: KeyboardEvent) => {
    const candidate = candidates.list()[Number(event.key) - 1]
    if (candidate !== undefined) choose(candidate.song.id)
    else if (event.key === '0') choose(null)
    else if (event.key === 'u') undo()
  }
  const panel = () => (
    <Show when={row()}>
      {(now) => <MatchPanel row={now()} candidates={candidates} onChoose={choose} onUndo={undo} />}
    </Show>
  )
  return (
    <Show when={items.count() > 0} fallback={<NothingHere state={state} />}>
      <div class="unseen" role="status">
        {said()}
      </div>
      <Show when={items.trouble()}>{(error) => <ErrorState error={error()} onRetry={items.retry} />}</Show>
      <div class="review-columns">
        <div class="review-list" style={{ '--place': `${props.placeDigits + 1.5}ch` }}>
          <LongList
            label={state === undefined ? 'All songs' : `${stateNames[state]} songs`}
            count={items.count()}
            rowHeight={isNarrow() ? 92 : 68}
            active={active()}
            onActive={setActive}
            // A shorter way: each has its button beside the list.
            onRowKey={onRowKey}
            onRange={(range) => items.need(rowsIn(range))}
          >
            {(at, tabIndex) => (
              <MatchRow
                at={at}
                row={items.row(at)}
                tabIndex={tabIndex()}
                isOpen={isWide() && at === active()}
                onFocus={() => setActive(at)}
                onOpen={() => {
                  setActive(at)
                  setOpen(true)
                }}
              />
            )}
          </LongList>
        </div>
        <Show when={isWide()}>
          <aside class="review-side card padded" aria-label="The song that is looked at">
            {panel()}
          </aside>
        </Show>
      </div>
      <Show when={!isWide() && isOpen() && row()}>
        {(now) => (
          <Dialog open title={now().item.title} onClose={() => setOpen(false)}>
            {panel()}
          </Dialog>
        )}
      </Show>
    </Show>
  )
}

function NothingHere(props: { readonly state: MatchState | undefined }) {
  const [title, text] = nothingWords[props.state ?? 'found']
  return <EmptyState icon={<CircleCheck />} title={title} text={text} />
}

/** What an empty tab says. */
const nothingWords: Readonly<Record<MatchState, readonly [string, string]>> = {
  found: [
    'Nothing found yet',
    'None of its songs is in your library. Bring some under Songs, then look again.',
  ],
  chosen: [
    'Nothing chosen',
    'What you choose for a song yourself is listed here, and stays when songs are looked for again.',
  ],
  unsure: ['Nothing to decide', 'Every song was either found for sure or is not in your library.'],
  missing: ['Nothing is missing', 'Every song is in your library, or waits under Unsure.'],
  'left-out': [
    'Nothing left out',
    'What you leave out stays in the list and in its files and snapshots. It does not go along to a room or to Spotify.',
  ],
}
