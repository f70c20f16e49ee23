import { RadioGroup } from '@kobalte/core/radio-group'
import { For, type JSX, Show } from 'solid-js'
import './controls.css'

/** One answer of a choice. */
export type Choice<T extends string> = {
  readonly value: T
  readonly name: string
  readonly note?: string
  /** A small picture of what choosing this does. */
  readonly picture?: () => JSX.Element
}

type ChoicesProps<T extends string> = {
  readonly label: string
  readonly choices: readonly Choice<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
  readonly disabled?: boolean
}

/** A few short answers in a row, one of them chosen. */
export function SegmentedControl<T extends string>(
  props: ChoicesProps<T> & { readonly hideLabel?: boolean },
) {
  return (
    <RadioGroup
      value={props.value}
      onChange={(value) => chosen(props, value)}
      disabled={props.disabled ?? false}
      orientation="horizontal"
    >
      <RadioGroup.Label class={props.hideLabel === true ? 'unseen' : 'choices-label field-label'}>
        {props.label}
      </RadioGroup.Label>
      <div class="segments">
        <For each={props.choices}>
          {(choice) => (
            <RadioGroup.Item value={choice.value} class="segment">
              <RadioGroup.ItemInput />
              <RadioGroup.ItemLabel>{choice.name}</RadioGroup.ItemLabel>
            </RadioGroup.Item>
          )}
        </For>
      </div>
    </RadioGroup>
  )
}

/** Answers that want a picture and a sentence, one of them chosen. */
export function TileChoices<T extends string>(props: ChoicesProps<T>) {
  return (
    <RadioGroup
      value={props.value}
      onChange={(value) => chosen(props, value)}
      disabled={props.disabled ?? false}
    >
      <RadioGroup.Label class="choices-label field-label">{props.label}</RadioGroup.Label>
      <div class={props.choices.length === 3 ? 'tiles three' : 'tiles'}>
        <For each={props.choices}>
          {(choice) => (
            <RadioGroup.Item value={choice.value} class="tile">
              <RadioGroup.ItemInput />
              <Show when={choice.picture}>
                {(picture) => (
                  <span class="tile-picture" aria-hidden="true">
                    {picture()()}
                  </span>
                )}
              </Show>
              <RadioGroup.ItemLabel class="tile-name">{choice.name}</RadioGroup.ItemLabel>
              <Show when={choice.note}>
                <RadioGroup.ItemDescription class="tile-note">{choice.note}</RadioGroup.ItemDescription>
              </Show>
            </RadioGroup.Item>
          )}
        </For>
      </div>
    </RadioGroup>
  )
}

function chosen<T extends string>(props: ChoicesProps<T>, value: string): void {
  const choice = props.choices.find((each) => each.value === value)
  if (choice !== undefined && choice.value !== props.value) props.onChange(choice.value)
}
