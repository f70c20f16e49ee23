import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import { Show } from 'solid-js'
import { IconButton } from '../ui/Button.tsx'
import type { Clock } from './clock.ts'

/** Plays and pauses. */
export function PlayButton(props: { readonly clock: Clock; readonly name: string }) {
  return (
    <IconButton
      size="large"
      round
      label={props.clock.playing() ? `Pause ${props.name}` : `Play ${props.name}`}
      icon={
        <Show when={props.clock.playing()} fallback={<Play aria-hidden="true" />}>
          <Pause aria-hidden="true" />
        </Show>
      }
      onClick={() => props.clock.toggle()}
    />
  )
}
