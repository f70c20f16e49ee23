import MonitorSpeaker from 'lucide-solid/icons/monitor-speaker'
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { createLoaded } from '../api/loaded.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { Slider } from '../ui/Slider.tsx'
import { getPlayerToken, listDevices, moveTo, setVolume } from './calls.ts'
import type { PlaybackWatch } from './playback.ts'
import { isOpenToSpotify, startWebPlayer, type WebPlayerState } from './web-player.ts'

/** Where it plays, how loud, and this browser as one more place. */
export function DeviceBar(props: { readonly watch: PlaybackWatch }) {
  const { watch } = props
  const devices = createLoaded(() => true, listDevices)
  const here = createPlayerHere((deviceId) => {
    devices.refetch()
    void watch.order(() => moveTo(deviceId, true))
  })
  const active = () => watch.playback()?.device
  createEffect(on(() => active()?.id, devices.refetch, { defer: true }))
  const choices = () =>
    (devices.value() ?? []).flatMap(({ id, name, isRestricted }) =>
      id === null || isRestricted ? [] : [{ value: id, name }],
    )
  return (
    <div class="spotify-devices">
      <Show
        when={choices().length > 0}
        fallback={
          <div class="row wrap">
            <p class="small muted">
              {devices.value() === undefined ? 'Looking for devices' : 'No device is on at Spotify.'}
            </p>
            <Button kind="ghost" onClick={() => devices.refetch()}>
              Look again
            </Button>
          </div>
        }
      >
        <Select
          label="Plays on"
          choices={choices()}
          value={active()?.id ?? ''}
          onChange={(deviceId) => void watch.order(() => moveTo(deviceId))}
        />
      </Show>
      <Show when={active()?.hasVolume && active()}>
        {(device) => <Volume watch={watch} percent={device().volumePercent ?? 0} />}
      </Show>
      <PlayHere state={here.state()} onStart={here.start} onStop={here.stop} />
    </div>
  )
}

function Volume(props: { readonly watch: PlaybackWatch; readonly percent: number }) {
  const [moved, setMoved] = createSignal<number>()
  const percent = () => moved() ?? props.percent
  const settle = () => {
    const wanted = percent()
    void props.watch.order(() => setVolume(wanted)).finally(() => setMoved(undefined))
  }
  return (
    <Slider
      label="Volume"
      value={percent()}
      min={0}
      max={100}
      step={1}
      words={`${percent()}%`}
      onInput={setMoved}
      onSettled={settle}
    />
  )
}

function PlayHere(props: {
  readonly state: WebPlayerState
  readonly onStart: () => void
  readonly onStop: () => void
}) {
  const failure = () => (props.state.kind === 'failed' ? props.state.detail : undefined)
  return (
    <div class="spotify-here">
      <Show
        when={props.state.kind === 'ready'}
        fallback={
          <Button
            icon={<MonitorSpeaker aria-hidden="true" />}
            busyWords={props.state.kind === 'starting' ? 'Getting the player' : undefined}
            onClick={() => props.onStart()}
          >
            Play in this browser
          </Button>
        }
      >
        <Button kind="ghost" icon={<MonitorSpeaker aria-hidden="true" />} onClick={() => props.onStop()}>
          This browser plays. Stop here
        </Button>
      </Show>
      <Show when={failure()}>
        {(words) => (
          <p class="small field-error" role="alert">
            {words()}
          </p>
        )}
      </Show>
    </div>
  )
}

/** Spotify's player in this page, from a press to the end of the page. */
function createPlayerHere(onReady: (deviceId: string) => void) {
  const [state, setState] = createSignal<WebPlayerState>({ kind: 'off' })
  let end: (() => void) | undefined
  const stop = () => {
    end?.()
    end = undefined
  }
  const start = () => {
    // Only a page that was opened at its own address lets Spotify's script in.
    if (!isOpenToSpotify()) return window.location.assign('/spotify')
    stop()
    end = startWebPlayer({
      token: getPlayerToken,
      tell: (next) => {
        setState(next)
        if (next.kind === 'ready') onReady(next.deviceId)
      },
    })
  }
  onCleanup(stop)
  return { state, start, stop }
}
