/** A text that is saved while one types, and says whether it is. */
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'

/** Where a text stands. `rest` was not touched. */
export type SavedState =
  | { readonly kind: 'rest' | 'waiting' | 'saving' | 'saved' }
  | { readonly kind: 'failed'; readonly detail: string }

/** A text in a field, what becomes of it, and `flush`, which saves at once what is not saved. */
export type SavedText = {
  readonly text: Accessor<string>
  readonly state: Accessor<SavedState>
  readonly input: (text: string) => void
  readonly flush: () => Promise<void>
}

/** Long enough that a word is not sent by its letters, short enough that nobody waits for it. */
const pauseMs = 700

/** Saves what was typed after a pause, one save at a time. What comes from elsewhere is shown where nothing is unsaved. */
export function createSavedText(
  value: Accessor<string>,
  save: (text: string) => Promise<unknown>,
): SavedText {
  const [text, setText] = createSignal(value())
  const [state, setState] = createSignal<SavedState>({ kind: 'rest' })
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<void> | undefined
  const isSettled = () => state().kind === 'rest' || state().kind === 'saved'
  const saveNow = async () => {
    while (!isSettled()) {
      const sent = text()
      setState({ kind: 'saving' })
      try {
        await save(sent)
      } catch (error) {
        setState({ kind: 'failed', detail: wordsOfError(error).detail })
        return
      }
      setState(text() === sent ? { kind: 'saved' } : { kind: 'waiting' })
    }
  }
  const flush = async () => {
    clearTimeout(timer)
    underWay ??= saveNow().finally(() => {
      underWay = undefined
    })
    await underWay
  }
  createEffect(on(value, (next) => isSettled() && setText(next), { defer: true }))
  onCleanup(() => void flush())
  return {
    text,
    state,
    flush,
    input: (next) => {
      setText(next)
      if (state().kind !== 'saving') setState({ kind: 'waiting' })
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), pauseMs)
    },
  }
}
