import { TextField as Field } from '@kobalte/core/text-field'
import { Show } from 'solid-js'
import './controls.css'

/** One line of text with its label, a hint, and what is wrong with it. */
export function TextField(props: {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly type?: 'text' | 'email'
  readonly name?: string
  readonly placeholder?: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
  readonly maxLength?: number
  readonly autocomplete?: string
  /** Takes the focus when it appears: for a field that is the whole point of its dialog or page. */
  readonly focused?: boolean
}) {
  return (
    <Field
      class="field"
      value={props.value}
      onChange={props.onInput}
      validationState={props.error === undefined ? 'valid' : 'invalid'}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      name={props.name ?? ''}
    >
      <Field.Label class="field-label">{props.label}</Field.Label>
      <Field.Input
        class="input"
        type={props.type ?? 'text'}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        autocomplete={props.autocomplete ?? 'off'}
        ref={(input: HTMLInputElement) => {
          if (props.focused === true) queueMicrotask(() => input.focus())
        }}
      />
      <Show when={props.error === undefined && props.hint !== undefined}>
        <Field.Description class="field-hint">{props.hint}</Field.Description>
      </Show>
      <Field.ErrorMessage class="field-error">{props.error}</Field.ErrorMessage>
    </Field>
  )
}
