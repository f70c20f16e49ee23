import { createSignal, Show } from 'solid-js'
import type { Allowance, RoomSettings, RoomSettingsPatch } from '#core/rooms/settings.ts'
import { skipVotesNeeded } from '#core/rooms/wishes/skipping.ts'
import { type Choice, SegmentedControl, TileChoices } from '../ui/Choices.tsx'
import { Select } from '../ui/Select.tsx'
import { Slider } from '../ui/Slider.tsx'
import { Fallback } from './Fallback.tsx'
import type { Live } from './live.ts'
import { modeChoices } from './modes.ts'
import './room.css'

const playChoices: readonly Choice<RoomSettings['playOn']>[] = [
  { value: 'host', name: "The host's device" },
  { value: 'everyone', name: 'Every phone, in step' },
]

const waitingChoices: readonly Choice<string>[] = [
  { value: 'any', name: 'As many as they like' },
  ...[1, 2, 3, 5, 10].map((count) => ({ value: String(count), name: `${count} at a time` })),
]

const againChoices: readonly Choice<string>[] = [
  { value: '0', name: 'Any time' },
  { value: '30', name: 'Not within 30 min' },
  { value: '60', name: 'Not within an hour' },
  { value: '180', name: 'Not within 3 hours' },
  { value: '1440', name: 'Once a night' },
]

/** Everything a host decides about the room. Each change holds at once, and can be undone in the history. */
export function RoomSettingsForm(props: { readonly live: Live }) {
  return (
    <Show when={props.live.room.state()?.settings}>
      {(settings) => (
        <section class="room-settings stack" aria-labelledby="room-settings-title">
          <h2 id="room-settings-title" class="label">
            How this room works
          </h2>
          <Choosing live={props.live} settings={settings()} />
          <Limits live={props.live} settings={settings()} />
          <Fallback live={props.live} />
        </section>
      )}
    </Show>
  )
}

type PartProps = { readonly live: Live; readonly settings: RoomSettings }

function change(live: Live, patch: RoomSettingsPatch): void {
  live.room.wish({ kind: 'change-settings', patch })
}

function Choosing(props: PartProps) {
  return (
    <>
      <TileChoices
        label="What plays next"
        choices={modeChoices}
        value={props.settings.mode}
        onChange={(mode) => change(props.live, { mode })}
      />
      <SegmentedControl
        label="Where it sounds"
        choices={playChoices}
        value={props.settings.playOn}
        onChange={(playOn) => change(props.live, { playOn })}
      />
    </>
  )
}

function Limits(props: PartProps) {
  const present = () => Math.max(1, props.live.room.present().size)
  const needed = (skipQuorum: number) => {
    const state = props.live.room.state()
    if (state === undefined) return 1
    return skipVotesNeeded({ ...state, settings: { ...state.settings, skipQuorum } }, present())
  }
  return (
    <>
      <SettledSlider
        label="Votes that skip a song"
        value={Math.round(props.settings.skipQuorum * 100)}
        min={10}
        max={100}
        step={5}
        words={(value) => `${value} %, ${needed(value / 100)} of ${present()} here`}
        onSettled={(value) => change(props.live, { skipQuorum: value / 100 })}
      />
      <SettledSlider
        label="Crossfade"
        value={props.settings.crossfadeSeconds}
        min={0}
        max={12}
        step={1}
        words={(value) => (value === 0 ? 'none, without a gap' : `${value} s`)}
        onSettled={(crossfadeSeconds) => change(props.live, { crossfadeSeconds })}
      />
      <Select
        label="Songs of one guest that may wait"
        choices={withPresent(waitingChoices, String(props.settings.mostWaitingPerGuest ?? 'any'))}
        value={String(props.settings.mostWaitingPerGuest ?? 'any')}
        onChange={(value) =>
          change(props.live, { mostWaitingPerGuest: value === 'any' ? null : Number(value) })
        }
      />
      <Select
        label="The same song again"
        choices={withPresent(againChoices, String(props.settings.duplicateWindowMinutes))}
        value={String(props.settings.duplicateWindowMinutes)}
        onChange={(value) => change(props.live, { duplicateWindowMinutes: Number(value) })}
      />
      <AllowanceChoice live={props.live} settings={props.settings} of="add" label="Songs a guest may add" />
      <AllowanceChoice live={props.live} settings={props.settings} of="boost" label="Boosts of a guest" />
    </>
  )
}

/** A value that is none of the choices is one of them while it is chosen. */
function withPresent(choices: readonly Choice<string>[], value: string): readonly Choice<string>[] {
  return choices.some((choice) => choice.value === value)
    ? choices
    : [...choices, { value, name: `${value}, as it was set` }]
}

const allowances: Readonly<
  Record<'add' | 'boost', readonly (Choice<string> & { readonly is: Allowance })[]>
> = {
  add: [
    { value: 'few', name: '3, then one every 5 min', is: { capacity: 3, perMinute: 0.2 } },
    { value: 'usual', name: '5, then one a minute', is: { capacity: 5, perMinute: 1 } },
    { value: 'many', name: '20, then five a minute', is: { capacity: 20, perMinute: 5 } },
  ],
  boost: [
    { value: 'none', name: 'None', is: { capacity: 0, perMinute: 0 } },
    { value: 'usual', name: 'One every half hour', is: { capacity: 1, perMinute: 1 / 30 } },
    { value: 'many', name: '3, then one every 10 min', is: { capacity: 3, perMinute: 0.1 } },
  ],
}

function AllowanceChoice(props: PartProps & { readonly of: 'add' | 'boost'; readonly label: string }) {
  const now = () => props.settings.allowances[props.of]
  const chosen = () =>
    allowances[props.of].find(
      ({ is }) => is.capacity === now().capacity && Math.abs(is.perMinute - now().perMinute) < 1e-6,
    )
  return (
    <Select
      label={props.label}
      choices={[
        ...allowances[props.of],
        ...(chosen() === undefined ? [{ value: 'other', name: `${now().capacity}, as it was set` }] : []),
      ]}
      value={chosen()?.value ?? 'other'}
      onChange={(value) => {
        const is = allowances[props.of].find((choice) => choice.value === value)?.is
        if (is === undefined) return
        change(props.live, { allowances: { ...props.settings.allowances, [props.of]: is } })
      }}
    />
  )
}

/** A slider whose value is asked of the room once it is let go, and follows the room until it is touched. */
function SettledSlider(props: {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly words: (value: number) => string
  readonly onSettled: (value: number) => void
}) {
  const [held, setHeld] = createSignal<number>()
  const value = () => held() ?? props.value
  return (
    <Slider
      label={props.label}
      value={value()}
      min={props.min}
      max={props.max}
      step={props.step}
      words={props.words(value())}
      onInput={setHeld}
      onSettled={() => {
        const settled = held()
        setHeld(undefined)
        if (settled !== undefined && settled !== props.value) props.onSettled(settled)
      }}
    />
  )
}
