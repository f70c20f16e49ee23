/** Saving in the editor: by itself, kept on this device meanwhile, and known to the other tabs. */
import { type Accessor, createSignal } from 'solid-js'
import type { Timeline } from '#core/timeline/timeline.ts'
import { type Autosave, type AutosaveWorld, makeAutosave, type SaveState } from '../../api/autosave.ts'
import { putTimeline } from '../../api/calls.ts'
import { forgetDraft, keepDraft } from '../../api/drafts.ts'
import { hurryWhenHidden, untilSettled, waitFor } from '../../api/save-timing.ts'
import type { Video } from '../../api/shapes.ts'
import type { Tabs } from '../../api/tabs.ts'
import { sayError } from '../../ui/toast.ts'
import { type Conflict, type Conflicts, createConflicts } from './conflicts.ts'
import { copyVideo } from './copy-video.ts'

/** How saving goes, and what settles a conflict. */
export type Saving = WaysOn & {
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
}

/** What a person decides when saving cannot go on by itself. */
export type WaysOn = {
  readonly keepMine: () => void
  readonly takeTheirs: () => void
  /** Makes another video of mine and takes theirs here. Answers the other video's id. */
  readonly keepBoth: (video: Video) => Promise<string | undefined>
  /** Makes a new video of what is edited after its own was deleted. Answers the new one's id. */
  readonly keepAsNew: (video: Video) => Promise<string | undefined>
  /** Gives up what is not saved. */
  readonly letGo: () => Promise<void>
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
  const keeping = makeKeeping(videoId, tabs, setKept)
  const follow = (timeline: Timeline, etag: string) => {
    autosave.rebase(etag)
    isFollowing = true
    input.onTheirs(timeline)
    isFollowing = false
    setState({ kind: 'saved' })
    void keeping.forget()
  }
  const conflicts = createConflicts(videoId, (etag) => mine !== undefined && follow(mine.timeline, etag))
  const autosave = makeAutosave<Timeline>(
    {
      ...keeping,
      wait: waitFor,
      tell: (next) => {
        setState(next)
        if (next.kind === 'conflict' && mine !== undefined) void conflicts.ask(mine.timeline, mine.sinceMs)
      },
    },
    input.etag,
  )
  hurryWhenHidden(autosave)
  return {
    ...makeWaysOn({
      autosave,
      conflicts,
      follow,
      mine: () => mine?.timeline,
      forget: keeping.forget,
    }),
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
  }
}

/** Where a timeline is kept: on this device until it is saved, then on the server, and the other tabs hear of it. */
function makeKeeping(
  videoId: string,
  tabs: Tabs,
  onKept: (isKept: boolean) => void,
): Pick<AutosaveWorld<Timeline>, 'send' | 'keep' | 'forget'> {
  const draft = { documentId: videoId, tabId: tabs.tabId }
  return {
    send: async (timeline, etag) => {
      const sent = await putTimeline(videoId, timeline, etag)
      tabs.tellSaved(sent.etag)
      return sent.etag
    },
    keep: async (timeline, etag) => {
      onKept(await keepDraft({ ...draft, value: timeline, etag, keptAtMs: Date.now() }))
    },
    forget: () => forgetDraft(draft),
  }
}

function makeWaysOn(of: {
  readonly autosave: Autosave<Timeline>
  readonly conflicts: Conflicts
  readonly follow: (timeline: Timeline, etag: string) => void
  readonly mine: () => Timeline | undefined
  readonly forget: () => Promise<void>
}): WaysOn {
  const { autosave, conflicts } = of
  const takeTheirs = () => {
    const settled = conflicts.settle()
    if (settled !== undefined) of.follow(settled.theirs, settled.theirEtag)
  }
  return {
    takeTheirs,
    keepMine: () => {
      const settled = conflicts.settle()
      if (settled === undefined) return
      autosave.rebase(settled.theirEtag)
      autosave.changed(settled.mine)
    },
    keepBoth: async (video) => {
      const copyId = await conflicts.copyMine(video)
      if (copyId !== undefined) takeTheirs()
      return copyId
    },
    keepAsNew: async (video) => {
      const timeline = of.mine()
      if (timeline === undefined) return undefined
      try {
        const newId = await copyVideo(video, timeline, video.title)
        await of.forget()
        return newId
      } catch (error) {
        await sayError(error, 'Your edit stays open here; the new video was not made')
        return undefined
      }
    },
    letGo: of.forget,
  }
}
