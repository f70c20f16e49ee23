import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import { Show } from 'solid-js'
import { IconButton } from '../ui/Button.tsx'
import type { Live } from './live.ts'
import { SkipNow } from './NowPlaying.tsx'
import { ReactionBar } from './Reactions.tsx'
import './now-playing.css'

/** A host's hand on the music: play, pause, skip. */
export function Transport(props: { readonly live: Live }) {
  const { room } = props.live
  const anchor = () => room.state()?.playing?.anchor
  const isPlaying = () => anchor() !== undefined && anchor()?.isPaused === false
  const hasAnything = () =>
    room.state()?.playing != null ||
    room.order().length > 0 ||
    (room.state()?.settings.fallback.length ?? 0) > 0
  return (
    <div class="room-transport">
      <IconButton
        kind="primary"
        size="large"
        round
        class="room-play"
        label={isPlaying() ? 'Pause' : 'Play'}
        disabled={!hasAnything()}
        onClick={() => room.wish({ kind: isPlaying() ? 'pause' : 'play' })}
        icon={
          <Show when={isPlaying()} fallback={<Play aria-hidden="true" />}>
            <Pause aria-hidden="true" />
          </Show>
        }
      />
      <SkipNow live={props.live} />
      <span class="grow" />
      <ReactionBar live={props.live} />
    </div>
  )
}
