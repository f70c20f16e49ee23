import SkipForward from 'lucide-solid/icons/skip-forward'
import { type JSX, Show } from 'solid-js'
import { skipVotesNeeded } from '#core/rooms/wishes/skipping.ts'
import { IconButton } from '../ui/Button.tsx'
import { clockOf, spokenSeconds } from '../ui/words.ts'
import type { Live } from './live.ts'
import { addedByWords } from './owner-words.ts'
import { PlayedWave } from './PlayedWave.tsx'
import './now-playing.css'

/** What sounds in the room, where it is, who chose it, and what this person can do about it. */
export function NowPlaying(props: { readonly live: Live; readonly children?: JSX.Element }) {
  const song = () => props.live.playing()?.entry.song
  const isPaused = () => props.live.playing()?.anchor.isPaused === true
  return (
    <section class="room-now card" aria-labelledby="room-now-title">
      <Show when={song()} fallback={<Silence live={props.live} />}>
        {(now) => (
          <>
            <div class="room-now-words">
              <p class="label">
                {isPaused() ? 'Paused' : 'Now'} · {addedByWords(props.live, props.live.playing()?.entry)}
              </p>
              <h2 id="room-now-title" class="room-now-title">
                {now().title}
              </h2>
              <p class="room-now-artist muted">{now().artist ?? 'Artist unknown'}</p>
            </div>
            <Position live={props.live} />
          </>
        )}
      </Show>
      {props.children}
    </section>
  )
}

function Silence(props: { readonly live: Live }) {
  const waiting = () => props.live.room.order().length
  return (
    <div class="room-now-words">
      <p class="label">Silence</p>
      <h2 id="room-now-title" class="room-now-title">
        Nothing plays yet
      </h2>
      <p class="room-now-artist muted">
        <Show when={waiting() > 0} fallback="Add the first song; it is next.">
          <Show when={props.live.isHost()} fallback="A host starts the first song.">
            Press play, and the first song begins.
          </Show>
        </Show>
      </p>
    </div>
  )
}

/** Where the song is, on the room's clock. Hosts move it there. */
function Position(props: { readonly live: Live }) {
  const duration = () => props.live.playing()?.entry.song.durationSeconds ?? 0
  const position = () => props.live.positionSeconds()
  const seek = (seconds: number) => {
    const entryId = props.live.playing()?.entry.id
    if (entryId !== undefined)
      props.live.room.wish({
        kind: 'seek',
        entryId,
        positionSeconds: Math.min(duration(), Math.max(0, seconds)),
      })
  }
  return (
    <div class="room-position">
      <div class="room-position-wave">
        <PlayedWave live={props.live} bars={96} />
        <Show when={props.live.isHost()}>
          <input
            type="range"
            class="room-position-range"
            aria-label="Position in the song"
            aria-valuetext={`${spokenSeconds(position())} of ${spokenSeconds(duration())}`}
            min={0}
            max={duration()}
            step={1}
            value={position()}
            onChange={(event) => seek(event.currentTarget.valueAsNumber)}
          />
        </Show>
      </div>
      <p class="room-position-times num small">
        <span>{clockOf(position())}</span>
        <span class="muted">{clockOf(duration())}</span>
      </p>
    </div>
  )
}

/** A guest's way to be rid of a song: with enough others. */
export function VoteSkip(props: { readonly live: Live }) {
  const state = () => props.live.room.state()
  const entryId = () => state()?.playing?.entry.id
  const votes = () => state()?.skipVotes.length ?? 0
  const wanted = () => {
    const now = state()
    return now === undefined ? 1 : skipVotesNeeded(now, props.live.room.present().size)
  }
  const isMine = () => state()?.skipVotes.includes(props.live.room.entry.memberId) === true
  return (
    <Show when={entryId()}>
      {(id) => (
        <button
          type="button"
          class="button room-skip-vote"
          aria-pressed={isMine()}
          onClick={() => props.live.room.wish({ kind: 'vote-skip', entryId: id(), isFor: !isMine() })}
        >
          <SkipForward aria-hidden="true" />
          <span class="num">
            Skip {votes()} of {wanted()}
          </span>
        </button>
      )}
    </Show>
  )
}

/** A host's way: at once. */
export function SkipNow(props: { readonly live: Live }) {
  return (
    <IconButton
      label="Skip this song"
      round
      size="large"
      disabled={props.live.room.state()?.playing == null}
      icon={<SkipForward aria-hidden="true" />}
      onClick={() => {
        const entryId = props.live.room.state()?.playing?.entry.id
        if (entryId !== undefined) props.live.room.wish({ kind: 'skip', entryId })
      }}
    />
  )
}
