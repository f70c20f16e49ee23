import { createUniqueId } from 'solid-js'
import './controls.css'

/** A number on a line. `words` says it as a person reads it; `onSettled` hears when a move has ended. */
export function Slider(props: {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly words: string
  readonly hideLabel?: boolean
  readonly disabled?: boolean
  readonly onInput: (value: number) => void
  readonly onSettled?: () => void
}) {
  const id = createUniqueId()
  return (
    <div class="slider">
      <label for={id} class={props.hideLabel === true ? 'unseen' : 'field-label'}>
        {props.label}
      </label>
      <input
        id={id}
        type="range"
        min={props.min}
        max={props.max}
        step={props.step}
        value={props.value}
        disabled={props.disabled ?? false}
        aria-valuetext={props.words}
        onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)}
        onChange={() => props.onSettled?.()}
      />
      <span class="slider-words num" aria-hidden="true">
        {props.words}
      </span>
    </div>
  )
}
