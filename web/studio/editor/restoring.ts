/** What a tab that went away had not saved comes back when the video is opened again, and it is said until it was read. */
import { type Accessor, createSignal } from 'solid-js'
import { Timeline } from '#core/timeline/timeline.ts'
import { findLostDraft, forgetDraft } from '../../api/drafts.ts'
import type { Tabs } from '../../api/tabs.ts'
import { isSameTimeline } from './differences.ts'
import type { Editor } from './editor.ts'
import type { Saving } from './saving.ts'

/** What was restored, as long as it is what the page shows. */
export type Restoring = {
  /** Whether what is shown was restored and nobody has said yet that they know. */
  readonly isNews: Accessor<boolean>
  readonly dismiss: () => void
  /** Looks for what was lost, and puts it in place as a step that can be undone. */
  readonly restore: () => Promise<void>
}

/** Brings back drafts of a video that was opened at a version. */
export function createRestoring(input: {
  readonly videoId: string
  readonly opened: Timeline
  readonly tabs: Tabs
  readonly saving: Saving
  readonly editor: Editor
}): Restoring {
  const { videoId, tabs, saving, editor } = input
  const [restored, setRestored] = createSignal<Timeline>()
  return {
    isNews: () => restored() !== undefined && editor.settled() === restored(),
    dismiss: () => setRestored(undefined),
    restore: async () => {
      const draft = await findLostDraft(videoId, tabs, readTimeline)
      if (draft === undefined) return
      if (!isSameTimeline(draft.value, input.opened)) {
        saving.startFrom(draft.etag)
        editor.take(draft.value, 'Restored what was not saved')
        setRestored(editor.settled())
      }
      await forgetDraft(draft)
    },
  }
}

function readTimeline(value: unknown): Timeline | undefined {
  return Timeline.safeParse(value).data
}
