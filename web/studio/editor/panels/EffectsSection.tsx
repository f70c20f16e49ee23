import { createMemo, For, Show } from 'solid-js'
import type { Effect, EffectKind, MusicCurve } from '#core/timeline/timeline.ts'
import { type Choice, SegmentedControl } from '../../../ui/Choices.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { percentOf } from '../../../ui/words.ts'
import type { Editor } from '../editor.ts'

const kinds: readonly { readonly kind: EffectKind; readonly name: string }[] = [
  { kind: 'zoom', name: 'Zoom' },
  { kind: 'flash', name: 'Flash' },
  { kind: 'shake', name: 'Shake' },
  { kind: 'glow', name: 'Glow' },
]
const curves: readonly Choice<MusicCurve>[] = [
  { value: 'beats', name: 'Beats' },
  { value: 'onsets', name: 'Hits' },
  { value: 'energy', name: 'Energy' },
]

/** What the music does to the picture: how strongly, and which of its curves does it. */
export function EffectsSection(props: { readonly editor: Editor; readonly targets: readonly number[] }) {
  const effects = createMemo(() => props.editor.settled().clips[props.targets[0] ?? -1]?.effects ?? [])
  const found = (kind: EffectKind) => effects().find((effect) => effect.kind === kind)
  const set = (effect: Effect, name: string, key?: string) =>
    props.editor.do(
      { kind: 'set-effect', clips: props.targets, effect },
      { words: `${name} ${percentOf(effect.amount)}`, ...(key === undefined ? {} : { key }) },
    )
  const toggle = (kind: EffectKind, name: string) => {
    if (found(kind) === undefined) set({ kind, drivenBy: 'beats', amount: 0.5 }, name)
    else
      props.editor.do({ kind: 'clear-effect', clips: props.targets, effect: kind }, { words: `No ${name}` })
  }
  return (
    <section class="panel-section" aria-label="On the music">
      <p class="label">On the music</p>
      <div class="row wrap chips">
        <For each={kinds}>
          {({ kind, name }) => (
            <button
              type="button"
              class="toggle"
              aria-pressed={found(kind) !== undefined}
              onClick={() => toggle(kind, name)}
            >
              {name}
            </button>
          )}
        </For>
      </div>
      <For each={kinds}>
        {({ kind, name }) => (
          <Show when={found(kind)}>
            {(effect) => (
              <div class="effect">
                <Slider
                  label={name}
                  min={0.05}
                  max={1}
                  step={0.05}
                  value={effect().amount}
                  words={percentOf(effect().amount)}
                  onInput={(amount) =>
                    set({ ...effect(), amount }, name, `effect-${kind}-${props.targets.join()}`)
                  }
                  onSettled={() => props.editor.endMove()}
                />
                <SegmentedControl
                  label={`What drives the ${name.toLowerCase()}`}
                  hideLabel
                  choices={curves}
                  value={effect().drivenBy}
                  onChange={(drivenBy) => set({ ...effect(), drivenBy }, name)}
                />
              </div>
            )}
          </Show>
        )}
      </For>
    </section>
  )
}
