/** A text that is saved while one types, and says whether it is. */
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'
import { whenHidden } from '../api/save-timing.ts'

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

/** What a text is saved by: on the server, and on this device until it has arrived there. */
export type TextKeeping = {
  readonly save: (text: string) => Promise<unknown>
  readonly keep: (text: string) => void
  readonly forget: () => void
}

/** Long enough that a word is not sent by its letters, short enough that nobody waits for it. */
const pauseMs = 700

/** Saves what was typed after a pause, one save at a time. What comes from elsewhere is shown where nothing is unsaved. */
export function createSavedText(value: Accessor<string>, keeping: TextKeeping): SavedText {
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
        await keeping.save(sent)
      } catch (error) {
        setState({ kind: 'failed', detail: wordsOfError(error).detail })
        return
      }
      setState(text() === sent ? { kind: 'saved' } : { kind: 'waiting' })
      if (isSettled()) keeping.forget()
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
  // A page that is put away may never come back, and a field that goes takes its timer along.
  whenHidden(() => void flush())
  onCleanup(() => void flush())
  return {
    text,
    state,
    flush,
    input: (next) => {
      setText(next)
      keeping.keep(next)
      if (state().kind !== 'saving') setState({ kind: 'waiting' })
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), pauseMs)
    },
  }
}
