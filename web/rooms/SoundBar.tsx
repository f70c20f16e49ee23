import Volume1 from 'lucide-solid/icons/volume-1'
import Volume2 from 'lucide-solid/icons/volume-2'
import VolumeX from 'lucide-solid/icons/volume-x'
import { Match, Show, Switch } from 'solid-js'
import { Button, IconButton } from '../ui/Button.tsx'
import { Slider } from '../ui/Slider.tsx'
import { driftWords } from './drift-words.ts'
import type { Live } from './live.ts'
import type { Sound } from './sound.ts'
import './now-playing.css'

/** Whether the room is heard on this device, how loud, and how far it is in step. Nothing where it does not play. */
export function SoundBar(props: { readonly live: Live }) {
  const { sound } = props.live
  const plays = () => props.live.playing()?.anchor.isPaused === false
  return (
    <Show when={sound.isWanted()}>
      <div class="room-sound">
        <Show when={!sound.isRefused()} fallback={<TapToHear sound={sound} />}>
          <MuteButton sound={sound} />
          <VolumeSlider sound={sound} />
          <span class="small muted">{words(sound, plays())}</span>
        </Show>
      </div>
    </Show>
  )
}

/** Browsers let a page sound once somebody has touched it. */
function TapToHear(props: { readonly sound: Sound }) {
  return (
    <Button kind="primary" icon={<Volume2 aria-hidden="true" />} onClick={() => props.sound.listen()}>
      Tap to hear the room
    </Button>
  )
}

function MuteButton(props: { readonly sound: Sound }) {
  return (
    <IconButton
      kind="ghost"
      label={props.sound.isMuted() ? 'Hear the room on this device' : 'Fall silent on this device'}
      onClick={() => (props.sound.isMuted() ? props.sound.listen() : props.sound.mute())}
      icon={
        <Switch fallback={<Volume2 aria-hidden="true" />}>
          <Match when={props.sound.isMuted() || props.sound.volume() === 0}>
            <VolumeX aria-hidden="true" />
          </Match>
          <Match when={props.sound.volume() < 0.5}>
            <Volume1 aria-hidden="true" />
          </Match>
        </Switch>
      }
    />
  )
}

/** Whoever moves it wants to hear something. */
function VolumeSlider(props: { readonly sound: Sound }) {
  const percent = () => (props.sound.isMuted() ? 0 : Math.round(props.sound.volume() * 100))
  return (
    <Slider
      label="Volume on this device"
      hideLabel
      min={0}
      max={100}
      step={1}
      value={percent()}
      words={`${percent()} %`}
      onInput={(value) => {
        props.sound.setVolume(value / 100)
        if (props.sound.isMuted()) props.sound.listen()
      }}
    />
  )
}

function words(sound: Sound, plays: boolean): string {
  const driftMs = sound.driftMs()
  if (sound.isMuted()) return 'Silent on this device'
  if (!plays) return 'Sounds on this device'
  if (!sound.isHearing() || driftMs === undefined) return 'Getting the song'
  return `Heard here, ${driftWords(driftMs)}`
}
