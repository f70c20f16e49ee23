/** When a save goes out and when it is over, by what the browser tells: the connection, the page put away. */
import { type Accessor, createEffect, createRoot, onCleanup } from 'solid-js'
import type { Autosave, SaveState } from './autosave.ts'

/** Ends a wait at once when asked to, and when there is a connection again. */
export function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}

/** Waits while a save is under way. */
export function untilSettled(state: Accessor<SaveState>): Promise<void> {
  return new Promise((resolve) => {
    createRoot((dispose) => {
      createEffect(() => {
        if (state().kind === 'saving') return
        resolve()
        dispose()
      })
    })
  })
}

/** Hears whenever the page is put away, which may be the last that it hears. */
export function whenHidden(act: () => void): void {
  const onChange = () => {
    if (document.visibilityState === 'hidden') act()
  }
  document.addEventListener('visibilitychange', onChange)
  onCleanup(() => document.removeEventListener('visibilitychange', onChange))
}

/** A page that is put away may never come back: what is unsaved is sent at once. */
export function hurryWhenHidden(autosave: Pick<Autosave<unknown>, 'hurry' | 'stop'>): void {
  whenHidden(autosave.hurry)
  onCleanup(autosave.stop)
}
