/** Saving in the editor: by itself, kept on this device meanwhile, and known to the other tabs. */
import { type Accessor, createEffect, createRoot, createSignal, onCleanup } from 'solid-js'
import type { Timeline } from '#core/timeline/timeline.ts'
import { putTimeline } from '../../api/calls.ts'
import type { Video } from '../../api/shapes.ts'
import { type Autosave, makeAutosave, type SaveState } from './autosave.ts'
import { type Conflict, createConflicts } from './conflicts.ts'
import { type Draft, draftsOf, forgetDraft, keepDraft } from './drafts.ts'
import { presenceMs, type Tabs } from './tabs.ts'

/** How saving goes, and what settles a conflict. */
export type Saving = {
  readonly state: Accessor<SaveState>
  /** Whether this browser keeps drafts. */
  readonly isKept: Accessor<boolean>
  readonly conflict: Accessor<Conflict | undefined>
  readonly changed: (timeline: Timeline) => void
  readonly isUnsaved: () => boolean
  /** Answers once no save is under way, whether everything is saved. */
  readonly settled: () => Promise<boolean>
  /** The next save replaces this version: what is about to change was made from it. */
  readonly startFrom: (etag: string) => void
  /** Shows what another tab saved, which needs no saving here. */
  readonly follow: (timeline: Timeline, etag: string) => void
  readonly keepMine: () => void
  readonly takeTheirs: () => void
  /** Makes another video of mine and takes theirs here. Answers the other video's id. */
  readonly keepBoth: (video: Video) => Promise<string | undefined>
}

/** Saves a video that was opened at a version. `onTheirs` shows a version that came from elsewhere. */
export function createSaving(input: {
  readonly videoId: string
  readonly etag: string
  readonly tabs: Tabs
  readonly onTheirs: (timeline: Timeline) => void
}): Saving {
  const { videoId, tabs } = input
  const [state, setState] = createSignal<SaveState>({ kind: 'saved' })
  const [isKept, setKept] = createSignal(true)
  let mine: { readonly timeline: Timeline; readonly sinceMs: number } | undefined
  // A version that came from the server is shown as an edit is, but is saved already.
  let isFollowing = false
  const draft = { videoId, tabId: tabs.tabId }
  const follow = (timeline: Timeline, etag: string) => {
    autosave.rebase(etag)
    isFollowing = true
    input.onTheirs(timeline)
    isFollowing = false
    setState({ kind: 'saved' })
    void forgetDraft(draft)
  }
  const conflicts = createConflicts(videoId, (etag) => mine !== undefined && follow(mine.timeline, etag))
  const autosave = makeAutosave(
    {
      send: async (timeline, etag) => {
        const sent = await putTimeline(videoId, timeline, etag)
        tabs.tellSaved(sent.etag)
        return sent.etag
      },
      keep: async (timeline, etag) => {
        setKept(await keepDraft({ ...draft, timeline, etag, keptAtMs: Date.now() }))
      },
      forget: () => forgetDraft(draft),
      wait: waitFor,
      tell: (next) => {
        setState(next)
        if (next.kind === 'conflict' && mine !== undefined) void conflicts.ask(mine.timeline, mine.sinceMs)
      },
    },
    input.etag,
  )
  const takeTheirs = () => {
    const settled = conflicts.settle()
    if (settled !== undefined) follow(settled.theirs, settled.theirEtag)
  }
  hurryWhenHidden(autosave)
  return {
    state,
    isKept,
    conflict: conflicts.conflict,
    isUnsaved: autosave.isUnsaved,
    settled: async () => {
      autosave.hurry()
      await untilSettled(state)
      return state().kind === 'saved'
    },
    startFrom: autosave.rebase,
    follow,
    changed: (timeline) => {
      if (isFollowing) return
      mine = { timeline, sinceMs: autosave.isUnsaved() ? (mine?.sinceMs ?? Date.now()) : Date.now() }
      autosave.changed(timeline)
      conflicts.changed(timeline)
    },
    keepMine: () => {
      const settled = conflicts.settle()
      if (settled === undefined) return
      autosave.rebase(settled.theirEtag)
      autosave.changed(settled.mine)
    },
    takeTheirs,
    keepBoth: async (video) => {
      const copyId = await conflicts.copyMine(video)
      if (copyId !== undefined) takeTheirs()
      return copyId
    },
  }
}

/** Ends a wait at once when asked to, and when there is a connection again. */
function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
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
function untilSettled(state: Accessor<SaveState>): Promise<void> {
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

/** A page that is put away may never come back: what is unsaved is sent at once. */
function hurryWhenHidden(autosave: Autosave): void {
  const onHidden = () => {
    if (document.visibilityState === 'hidden') autosave.hurry()
  }
  document.addEventListener('visibilitychange', onHidden)
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onHidden)
    autosave.stop()
  })
}

/** What a tab that went away had not saved: the newest draft that no open tab is still working on. */
export async function findLostDraft(videoId: string, tabs: Tabs): Promise<Draft | undefined> {
  const [drafts] = await Promise.all([
    draftsOf(videoId),
    new Promise((resolve) => setTimeout(resolve, presenceMs)),
  ])
  return drafts.find((draft) => draft.tabId !== tabs.tabId && !tabs.others().includes(draft.tabId))
}
