import { Progress as Kobalte } from '@kobalte/core/progress'
import { Show } from 'solid-js'
import { percentOf } from './words.ts'
import './feedback.css'

/** How far a piece of work is, and in words what is being done. `note` says more: `9 s left`. */
export function Progress(props: {
  readonly label: string
  /** 0 to 1. */
  readonly value: number
  readonly note?: string | undefined
  readonly hideLabel?: boolean
}) {
  return (
    <Kobalte
      class="progress"
      value={props.value}
      minValue={0}
      maxValue={1}
      getValueLabel={() => [percentOf(props.value), props.note].filter(Boolean).join(', ')}
    >
      <div class={props.hideLabel === true ? 'unseen' : 'progress-line'}>
        <Kobalte.Label class="clip">{props.label}</Kobalte.Label>
        <span class="num">
          {percentOf(props.value)}
          <Show when={props.note}> · {props.note}</Show>
        </span>
      </div>
      <Kobalte.Track class="progress-track">
        <Kobalte.Fill class="progress-fill" />
      </Kobalte.Track>
    </Kobalte>
  )
}
