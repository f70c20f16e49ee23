import { For, Show } from 'solid-js'
import { SmallWave } from '../player/SmallWave.tsx'
import { StatusChip } from '../ui/StatusChip.tsx'
import { clockOf } from '../ui/words.ts'
import { keyName } from './facts.ts'
import { nothingFoundYet } from './heard-so-far.ts'
import { type Hearing, hearingsUnderWay } from './hearing.ts'
import './songs.css'

/** The words for what was found on this device, before the server has looked at the song. */
export const heardHere = 'Heard on this device'

/** Says so on a card. It lies over the card, so that nothing moves when it goes. */
export function HeardMark() {
  return (
    <div class="heard-mark">
      <StatusChip tone="busy">{heardHere}</StatusChip>
    </div>
  )
}

/** What was heard of a song in one line: its length, its tempo and its key. */
export function heardNote({ peaks, analysis }: Hearing): string {
  const { duration, tempo, key } = analysis ?? nothingFoundYet(peaks)
  return [
    clockOf(duration),
    tempo.value === null ? '' : `${Math.round(tempo.value)} BPM`,
    key.tonic === null || key.mode === null ? '' : keyName(key.tonic, key.mode),
  ]
    .filter((word) => word !== '')
    .join(' · ')
}

/** The songs that are still on their way and can already be seen, as cards of a list. */
export function HeardSongs() {
  return (
    <For each={hearingsUnderWay().map((each) => each.id)}>
      {(id) => (
        <Show when={hearingsUnderWay().find((each) => each.id === id)}>
          {(hearing) => (
            <li>
              <HeardCard hearing={hearing()} />
            </li>
          )}
        </Show>
      )}
    </For>
  )
}

function HeardCard(props: { readonly hearing: Hearing }) {
  return (
    <div class="card song-card">
      <div class="song-card-wave">
        <SmallWave
          peaks={props.hearing.peaks}
          analysis={props.hearing.analysis ?? nothingFoundYet(props.hearing.peaks)}
        />
      </div>
      <div class="song-card-words">
        <p class="song-card-title clip">{props.hearing.fileName.replace(/\.[^.]+$/, '')}</p>
        <p class="song-card-note num clip">{heardNote(props.hearing)}</p>
        <HeardMark />
      </div>
    </div>
  )
}
