import Volume2 from 'lucide-solid/icons/volume-2'
import VolumeX from 'lucide-solid/icons/volume-x'
import { Match, Show, Switch } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { driftWords } from './drift-words.ts'
import type { Live } from './live.ts'

/** Whether the room is heard on this device, how far it is in step, and the switch for it. Nothing where it does not play. */
export function SoundBar(props: { readonly live: Live }) {
  const { sound } = props.live
  const plays = () => props.live.playing()?.anchor.isPaused === false
  return (
    <Show when={sound.isWanted()}>
      <div class="room-sound">
        <Switch
          fallback={
            <Button kind="ghost" icon={<Volume2 aria-hidden="true" />} onClick={() => sound.rest()}>
              <span>
                {words(sound.driftMs(), sound.isHearing(), plays())}
                <span class="unseen">. Fall silent on this device</span>
              </span>
            </Button>
          }
        >
          <Match when={sound.isRefused()}>
            <Button kind="primary" icon={<Volume2 aria-hidden="true" />} onClick={() => sound.listen()}>
              Tap to hear the room
            </Button>
          </Match>
          <Match when={sound.isResting()}>
            <Button icon={<VolumeX aria-hidden="true" />} onClick={() => sound.listen()}>
              Silent here. Hear the room again
            </Button>
          </Match>
        </Switch>
      </div>
    </Show>
  )
}

function words(driftMs: number | undefined, isHearing: boolean, plays: boolean): string {
  if (!plays) return 'Sounds on this device'
  if (!isHearing || driftMs === undefined) return 'Getting the song'
  return `Heard here, ${driftWords(driftMs)}`
}
