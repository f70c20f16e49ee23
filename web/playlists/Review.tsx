import { Tabs } from '@kobalte/core/tabs'
import { useSearchParams } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { grouped } from '../ui/words.ts'
import type { MatchCounts, MatchState, Playlist } from './calls.ts'
import { MatchBar } from './MatchBar.tsx'
import { countOf, matchStates, stateNames } from './match-words.ts'
import { ReviewList } from './ReviewList.tsx'
import './match-bar.css'
import './review.css'

type Tab = MatchState | 'all'

/** The songs of a playlist by how they stand to the library. What waits for a person is shown first. */
export function Review(props: {
  readonly playlist: Playlist
  readonly onCounts: (change: (counts: MatchCounts) => MatchCounts) => void
}) {
  const [search, setSearch] = useSearchParams<{ show?: string }>()
  // What the page began with: a tab does not go away because its last song was decided about.
  const first: Tab = props.playlist.counts.unsure > 0 ? 'unsure' : 'all'
  const tab = (): Tab => tabs.find((name) => name === search.show) ?? first
  const countIn = (name: Tab) =>
    name === 'all' ? props.playlist.itemCount : countOf(props.playlist.counts, name)
  return (
    <>
      <MatchBar counts={props.playlist.counts} />
      <Tabs value={tab()} onChange={(name) => setSearch({ show: name }, { replace: true })} class="review">
        <Tabs.List class="review-tabs" aria-label="Songs by how they were found">
          <For each={tabs}>
            {(name) => (
              <Tabs.Trigger value={name} class="review-tab" data-state={name}>
                <span class="match-dot" aria-hidden="true" />
                {name === 'all' ? 'All' : stateNames[name]}
                <span class="review-count num">{grouped(countIn(name))}</span>
              </Tabs.Trigger>
            )}
          </For>
        </Tabs.List>
        <For each={tabs}>
          {(name) => (
            <Tabs.Content value={name} class="review-panel" tabIndex={-1}>
              <Show when={name === tab()}>
                <ReviewList
                  playlistId={props.playlist.id}
                  state={name === 'all' ? undefined : name}
                  count={countIn(name)}
                  placeDigits={grouped(props.playlist.itemCount).length}
                  onCounts={props.onCounts}
                />
              </Show>
            </Tabs.Content>
          )}
        </For>
      </Tabs>
    </>
  )
}

const tabs: readonly Tab[] = ['all', ...matchStates]
