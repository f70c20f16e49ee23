/** Words that a tab that went away had not saved come back when they are opened again, and it is said until it was read. */
import { type Accessor, createSignal } from 'solid-js'
import type { Lyrics } from '#core/lyrics/lyrics.ts'
import { firstGuess, type Moments } from './moments.ts'
import type { LyricsSaving } from './saving.ts'

/** What was restored, as long as it is what the desk shows. */
export type Restoring = {
  /** Whether what is shown was restored and nobody has said yet that they know. */
  readonly isNews: Accessor<boolean>
  readonly dismiss: () => void
  /** Looks for what was lost, and puts it in place as a step that can be undone. */
  readonly restore: () => Promise<void>
}

/** Brings back words that were opened at a version. */
export function createRestoring(input: {
  readonly opened: Lyrics
  readonly moments: Moments
  readonly saving: LyricsSaving
}): Restoring {
  const { opened, moments, saving } = input
  const [restored, setRestored] = createSignal<Lyrics>()
  const shown = () => moments.now().lyrics
  return {
    isNews: () => restored() !== undefined && shown() === restored(),
    dismiss: () => setRestored(undefined),
    restore: async () => {
      const draft = await saving.findLost()
      if (draft === undefined) return
      const { value, etag } = draft
      // Whoever has begun already goes on undisturbed; the draft waits for the next time.
      if (shown() !== opened) return
      if (JSON.stringify(value) !== JSON.stringify(opened)) {
        saving.startFrom(etag)
        moments.go({ lyrics: value, at: firstGuess(value), word: 0 })
        saving.autosave.changed(value)
        setRestored(value)
      }
      await saving.forget(draft)
    },
  }
}
