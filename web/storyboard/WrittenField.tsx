import { TextField as Field } from '@kobalte/core/text-field'
import { createEffect, on, onCleanup, Show } from 'solid-js'
import type { Board } from './board.ts'
import { createSavedText, type SavedState } from './saved-text.ts'

/** A wish in words, saved as one types, that says whether it is. */
export function WrittenField(props: {
  readonly board: Board
  /** Its name among the texts that are kept on this device. */
  readonly field: string
  readonly label: string
  readonly value: string
  readonly mostCharacters: number
  readonly hint?: string | undefined
  readonly placeholder?: string
  readonly onSave: (text: string) => Promise<unknown>
}) {
  const { unsaved } = props.board
  const saved = createSavedText(() => props.value, {
    save: (text) => props.onSave(text),
    keep: (text) => unsaved.keep(props.field, text),
    forget: () => unsaved.forget(props.field),
  })
  // Nobody has typed here yet: what the last tab had not saved goes on, and is saved.
  createEffect(
    on(unsaved.lost, (lost) => {
      const [text, before] = [lost[props.field], props.value]
      if (text === undefined || text === before || saved.state().kind !== 'rest') return
      saved.input(text)
      unsaved.tookLost(() => saved.input(before))
    }),
  )
  onCleanup(props.board.savesFirst(saved.flush))
  const failure = () => {
    const state = saved.state()
    return state.kind === 'failed' ? state.detail : undefined
  }
  return (
    <Field
      class="field"
      value={saved.text()}
      onChange={saved.input}
      validationState={failure() === undefined ? 'valid' : 'invalid'}
    >
      <div class="row between">
        <Field.Label class="field-label">{props.label}</Field.Label>
        <span class="small muted" role="status">
          {stateWords(saved.state())}
        </span>
      </div>
      <Field.TextArea
        class="input written"
        autoResize
        rows={2}
        maxLength={props.mostCharacters}
        placeholder={props.placeholder}
        onBlur={() => void saved.flush()}
      />
      <Show when={failure() === undefined && props.hint}>
        <Field.Description class="field-hint">{props.hint}</Field.Description>
      </Show>
      <Field.ErrorMessage class="field-error">
        {failure()}{' '}
        <button type="button" class="link-button" onClick={() => void saved.flush()}>
          Save again
        </button>
      </Field.ErrorMessage>
    </Field>
  )
}

function stateWords(state: SavedState): string {
  return { rest: '', waiting: '', saving: 'Saving', saved: 'Saved', failed: 'Not saved' }[state.kind]
}
