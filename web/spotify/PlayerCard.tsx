import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import Repeat from 'lucide-solid/icons/repeat'
import Repeat1 from 'lucide-solid/icons/repeat-1'
import Shuffle from 'lucide-solid/icons/shuffle'
import SkipBack from 'lucide-solid/icons/skip-back'
import SkipForward from 'lucide-solid/icons/skip-forward'
import { Match, Show, Switch } from 'solid-js'
import { IconButton } from '../ui/Button.tsx'
import { ErrorState, Skeleton } from '../ui/States.tsx'
import {
  type Playback,
  pause,
  play,
  type Repeat as RepeatKind,
  setRepeat,
  setShuffle,
  step,
} from './calls.ts'
import { DeviceBar } from './DeviceBar.tsx'
import { Cover } from './ItemRow.tsx'
import { PositionBar } from './PositionBar.tsx'
import type { PlaybackWatch } from './playback.ts'

/** What plays at Spotify, wherever it plays, and the hand on it. */
export function PlayerCard(props: { readonly watch: PlaybackWatch }) {
  const { watch } = props
  return (
    <section class="card spotify-player" aria-label="Player">
      <Switch fallback={<Skeleton height="180px" round />}>
        <Match when={watch.trouble() !== undefined}>
          <ErrorState error={watch.trouble()} onRetry={() => void watch.look()} />
        </Match>
        <Match when={watch.playback() === null}>
          <Nothing watch={watch} />
        </Match>
        <Match when={watch.playback()}>{(now) => <Now watch={watch} now={now()} />}</Match>
      </Switch>
    </section>
  )
}

function Nothing(props: { readonly watch: PlaybackWatch }) {
  return (
    <div class="spotify-now">
      <Cover url={null} large />
      <div class="spotify-now-names">
        <p class="label">Nothing plays</p>
        <p class="spotify-now-title display">Silence at Spotify</p>
        <p class="muted">
          Open Spotify on a phone or a computer, or play in this browser. Then choose where it plays.
        </p>
      </div>
      <div class="spotify-now-hand">
        <DeviceBar watch={props.watch} />
      </div>
    </div>
  )
}

function Now(props: { readonly watch: PlaybackWatch; readonly now: Playback }) {
  const item = () => props.now.item
  return (
    <div class="spotify-now">
      <Cover url={item()?.imageUrl ?? null} large />
      <div class="spotify-now-names">
        <p class="label">{props.now.isPlaying ? 'Playing at Spotify' : 'Paused at Spotify'}</p>
        <p class="spotify-now-title display">
          <Show when={item()?.url} fallback={titleOf(props.now)}>
            {(url) => (
              <a href={url()} target="_blank" rel="noreferrer" title="Open in Spotify">
                {titleOf(props.now)}
              </a>
            )}
          </Show>
        </p>
        <p class="muted">{[item()?.artists.join(', '), item()?.album].filter(Boolean).join(' · ')}</p>
      </div>
      <div class="spotify-now-hand">
        <PositionBar watch={props.watch} now={props.now} />
        <Transport watch={props.watch} now={props.now} />
        <DeviceBar watch={props.watch} />
      </div>
    </div>
  )
}

function titleOf({ item, kind }: Playback): string {
  if (item !== null) return item.title
  return kind === 'ad' ? 'An advertisement' : 'Something that Spotify does not name'
}

const afterRepeat: Readonly<Record<RepeatKind, RepeatKind>> = {
  off: 'context',
  context: 'track',
  track: 'off',
}
const repeatWords: Readonly<Record<RepeatKind, string>> = {
  off: 'Repeat nothing',
  context: 'Repeat all',
  track: 'Repeat this one',
}

function Transport(props: { readonly watch: PlaybackWatch; readonly now: Playback }) {
  const { watch } = props
  const cannot = (what: string) => props.now.disallows.includes(what)
  const repeat = () => props.now.repeat
  // What is asked for is settled before it is shown: `now` is then what will be.
  const shuffle = () => {
    const isShuffled = !props.now.isShuffled
    void watch.order(() => setShuffle(isShuffled), { isShuffled })
  }
  const playOrPause = () => {
    const isPlaying = !props.now.isPlaying
    void watch.order(() => (isPlaying ? play() : pause()), { isPlaying })
  }
  return (
    <div class="spotify-transport">
      <IconButton
        kind="ghost"
        label="Random order"
        aria-pressed={props.now.isShuffled}
        disabled={cannot('toggling_shuffle')}
        icon={<Shuffle aria-hidden="true" />}
        onClick={shuffle}
      />
      <IconButton
        kind="ghost"
        size="large"
        label="Previous"
        disabled={cannot('skipping_prev')}
        icon={<SkipBack aria-hidden="true" />}
        onClick={() => void watch.order(() => step('previous'))}
      />
      <IconButton
        kind="primary"
        size="large"
        round
        label={props.now.isPlaying ? 'Pause' : 'Play'}
        icon={
          <Show when={props.now.isPlaying} fallback={<Play aria-hidden="true" />}>
            <Pause aria-hidden="true" />
          </Show>
        }
        onClick={playOrPause}
      />
      <IconButton
        kind="ghost"
        size="large"
        label="Next"
        disabled={cannot('skipping_next')}
        icon={<SkipForward aria-hidden="true" />}
        onClick={() => void watch.order(() => step('next'))}
      />
      <IconButton
        kind="ghost"
        label={repeatWords[repeat()]}
        aria-pressed={repeat() !== 'off'}
        icon={
          <Show when={repeat() === 'track'} fallback={<Repeat aria-hidden="true" />}>
            <Repeat1 aria-hidden="true" />
          </Show>
        }
        onClick={() => {
          const next = afterRepeat[repeat()]
          void watch.order(() => setRepeat(next), { repeat: next })
        }}
      />
    </div>
  )
}
