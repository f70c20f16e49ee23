/** Small messages about what just happened. Their code is fetched with the first one. */
import { createSignal } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'
import type { ToastWords } from './toast-words.ts'

const [wanted, setWanted] = createSignal(false)

/** Whether there was ever something to say: until then the region is not on the page. */
export const toastsWanted = wanted

/** Tells the person something in passing. */
export async function say(words: ToastWords): Promise<void> {
  setWanted(true)
  const { showToast } = await import('./Toasts.tsx')
  showToast(words)
}

/** Tells the person what went wrong, in plain words. `title` says what it means here: "The photo stays". */
export async function sayError(error: unknown, title?: string): Promise<void> {
  const words = wordsOfError(error)
  await say({ tone: 'bad', title: title ?? words.title, text: words.detail })
}
