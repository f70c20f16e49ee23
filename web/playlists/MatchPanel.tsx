import Ban from 'lucide-solid/icons/ban'
import Check from 'lucide-solid/icons/check'
import Undo2 from 'lucide-solid/icons/undo-2'
import { For, type JSX, Show } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/States.tsx'
import { clockOf } from '../ui/words.ts'
import { Confidence } from './Confidence.tsx'
import type { MatchedItem, MatchedSong } from './calls.ts'
import type { Candidates } from './candidates.ts'
import { FindSong } from './FindSong.tsx'
import { identitiesOf, songNote } from './item-words.ts'
import { stateNames } from './match-words.ts'
import './match-bar.css'
import './match-panel.css'

/** One song of a playlist: what the file says of it, which songs it may be, and the choice. */
export function MatchPanel(props: {
  readonly row: MatchedItem
  readonly candidates: Candidates
  readonly onChoose: (songId: string | null) => void
  readonly onUndo: () => void
}) {
  const match = () => props.row.match
  const isDecided = () => match().state === 'chosen' || match().state === 'left-out'
  // A guess is not taken until somebody says so.
  const isTaken = (songId: string) => match().state !== 'unsure' && match().song?.id === songId
  return (
    <div class="match-panel">
      <section>
        <p class="label">Song {props.row.position} · as the file says it</p>
        <h2 class="match-panel-title">{props.row.item.title}</h2>
        <ItemFacts row={props.row} />
      </section>
      <section>
        <p class="match-panel-state" data-state={match().state}>
          <span class="match-dot" aria-hidden="true" />
          <strong>{stateNames[match().state]}</strong>
          <span class="muted">{match().because}</span>
        </p>
        <Show when={props.candidates.isLooking()}>
          <Skeleton height="64px" />
        </Show>
        <Show when={props.candidates.trouble()}>
          {(error) => <p class="field-error">{wordsOfError(error()).detail}</p>}
        </Show>
        <ol class="candidates" aria-label="Songs of your library that it may be">
          <For each={props.candidates.list()}>
            {(candidate, at) => (
              <li>
                <CandidateButton
                  song={candidate.song}
                  isTaken={isTaken(candidate.song.id)}
                  keyName={String(at() + 1)}
                  onChoose={() => props.onChoose(candidate.song.id)}
                >
                  <Confidence value={candidate.confidence} />
                  <span class="candidate-because">{candidate.because}</span>
                </CandidateButton>
              </li>
            )}
          </For>
        </ol>
        <Show when={!props.candidates.isLooking() && props.candidates.list().length === 0}>
          <p class="small muted">No song of your library is like it.</p>
        </Show>
      </section>
      {/* Begun anew with every song, and not when one was decided about. */}
      <Show when={props.row.position} keyed>
        {(_) => <FindSong onChoose={props.onChoose} />}
      </Show>
      <div class="row wrap">
        <Show
          when={isDecided()}
          fallback={
            <Button icon={<Ban aria-hidden="true" />} onClick={() => props.onChoose(null)}>
              Leave it out
            </Button>
          }
        >
          <Button icon={<Undo2 aria-hidden="true" />} onClick={() => props.onUndo()}>
            Take it back
          </Button>
        </Show>
      </div>
      <p class="review-keys">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> walk
        </span>
        <span>
          <kbd>1</kbd>–<kbd>5</kbd> choose
        </span>
        <span>
          <kbd>0</kbd> leave out
        </span>
        <span>
          <kbd>U</kbd> take back
        </span>
      </p>
    </div>
  )
}

function ItemFacts(props: { readonly row: MatchedItem }) {
  const item = () => props.row.item
  const facts = (): readonly (readonly [string, string])[] => [
    ['Artist', item().artists.join(', ')],
    ['Album', item().album ?? ''],
    ['Length', item().durationMs === null ? '' : clockOf((item().durationMs ?? 0) / 1000)],
    ['Known by', identitiesOf(item()).join(', ')],
    ['Note', item().note ?? ''],
  ]
  return (
    <dl class="item-facts">
      <For each={facts().filter(([, value]) => value !== '')}>
        {([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd class="num">{value}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}

function CandidateButton(props: {
  readonly song: MatchedSong
  readonly isTaken: boolean
  readonly keyName: string
  readonly onChoose: () => void
  readonly children: JSX.Element
}) {
  return (
    <button
      type="button"
      class="candidate"
      aria-pressed={props.isTaken}
      aria-keyshortcuts={props.keyName}
      onClick={() => props.onChoose()}
    >
      <span class="candidate-words">
        <span class="candidate-title">{props.song.title}</span>
        <span class="small muted num">{songNote(props.song)}</span>
        {props.children}
      </span>
      <Show when={props.isTaken}>
        <Check aria-hidden="true" />
      </Show>
    </button>
  )
}
