/** Saving on the desk: by itself, kept on this device meanwhile, and known to the other tabs. */
import { createSignal, onCleanup } from 'solid-js'
import { Lyrics } from '#core/lyrics/lyrics.ts'
import { makeAutosave, type SaveState } from '../api/autosave.ts'
import { putLyrics } from '../api/calls.ts'
import { type Draft, findLostDraft, forgetDraft, keepDraft } from '../api/drafts.ts'
import { hurryWhenHidden, untilSettled, waitFor } from '../api/save-timing.ts'
import { createTabs } from '../api/tabs.ts'

/** How words are saved. */
export type LyricsSaving = ReturnType<typeof createLyricsSaving>

/** Saves the words of a song by themselves, from a version on. */
export function createLyricsSaving(input: {
  readonly songId: string
  readonly etag: string
  /** Hears that another tab of this browser saved, while nothing is unsaved here. */
  readonly onOtherTab: () => void
}) {
  const { songId } = input
  const [state, setState] = createSignal<SaveState>({ kind: 'saved' })
  const [isKept, setKept] = createSignal(true)
  const documentId = `lyrics-${songId}`
  const tabs = createTabs(documentId, () => autosave.isUnsaved() || input.onOtherTab())
  const draft = { documentId, tabId: tabs.tabId }
  const autosave = makeAutosave<Lyrics>(
    {
      send: async (lyrics, from) => {
        const { etag } = await putLyrics(songId, lyrics, from)
        tabs.tellSaved(etag)
        return etag
      },
      keep: async (value, etag) => {
        setKept(await keepDraft({ ...draft, value, etag, keptAtMs: Date.now() }))
      },
      forget: () => forgetDraft(draft),
      wait: waitFor,
      tell: setState,
    },
    input.etag,
  )
  hurryWhenHidden(autosave)
  onCleanup(warnOfLoss(() => autosave.isUnsaved() && !isKept()))
  const startFrom = (version: string) => {
    autosave.rebase(version)
    setState({ kind: 'saved' })
    void forgetDraft(draft)
  }
  return {
    state,
    isKept,
    autosave,
    startFrom,
    keepMine: (lyrics: Lyrics, version: string) => {
      startFrom(version)
      autosave.changed(lyrics)
    },
    settled: async () => {
      autosave.hurry()
      await untilSettled(state)
      return !autosave.isUnsaved()
    },
    findLost: () => findLostDraft(documentId, tabs, readLyrics),
    forget: (lost: Draft<Lyrics>) => forgetDraft(lost),
  }
}

function readLyrics(value: unknown): Lyrics | undefined {
  return Lyrics.safeParse(value).data
}

/** A page that would lose something by being closed asks first. */
function warnOfLoss(loses: () => boolean): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (loses()) event.preventDefault()
  }
  window.addEventListener('beforeunload', ask)
  return () => window.removeEventListener('beforeunload', ask)
}
