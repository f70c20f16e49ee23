/** Texts of a storyboard that are not saved yet: kept on this device, and offered again by the next tab that opens it. */
import { type Accessor, createSignal } from 'solid-js'
import { findLostDraft, forgetDraft, keepDraft } from '../api/drafts.ts'
import { createTabs } from '../api/tabs.ts'

/** Texts by the name of their field. */
type Texts = Readonly<Record<string, string>>

/** What a page keeps of the texts that it has not saved. */
export type UnsavedTexts = {
  readonly keep: (field: string, text: string) => void
  readonly forget: (field: string) => void
  /** What a tab that went away had not saved. */
  readonly lost: Accessor<Texts>
  /** Looks for it. */
  readonly findLost: () => Promise<void>
  /** A field took what was lost; it knows how to put its text of before back. */
  readonly tookLost: (putBack: () => void) => void
  /** Whether something was restored and nobody has said yet that they know. */
  readonly isNews: Accessor<boolean>
  readonly dismiss: () => void
  /** Puts every text that was restored back to what was saved. */
  readonly takeBack: () => void
}

/** Keeps the unsaved texts of one storyboard until its page is left. */
export function createUnsavedTexts(videoId: string): UnsavedTexts {
  const documentId = `storyboard-${videoId}`
  const tabs = createTabs(documentId, () => {})
  const draft = { documentId, tabId: tabs.tabId }
  const [lost, setLost] = createSignal<Texts>({})
  const [waysBack, setWaysBack] = createSignal<readonly (() => void)[]>([])
  let texts: Texts = {}
  const keepAll = () => {
    if (Object.keys(texts).length === 0) void forgetDraft(draft)
    else void keepDraft({ ...draft, value: texts, etag: '', keptAtMs: Date.now() })
  }
  return {
    lost,
    keep: (field, text) => {
      texts = { ...texts, [field]: text }
      keepAll()
    },
    forget: (field) => {
      if (!(field in texts)) return
      const { [field]: _saved, ...others } = texts
      texts = others
      keepAll()
    },
    findLost: async () => {
      const found = await findLostDraft(documentId, tabs, readTexts)
      if (found === undefined) return
      // The fields take what is theirs, and keep it as their own, before the other tab's is forgotten.
      setLost(found.value)
      await forgetDraft(found)
    },
    tookLost: (putBack) => setWaysBack((others) => [...others, putBack]),
    isNews: () => waysBack().length > 0,
    dismiss: () => setWaysBack([]),
    takeBack: () => {
      for (const putBack of waysBack()) putBack()
      setWaysBack([])
    },
  }
}

function readTexts(value: unknown): Texts | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const entries = Object.entries(value)
  return entries.every(([, text]) => typeof text === 'string') ? Object.fromEntries(entries) : undefined
}
