/** Everything that edits one video, wired together: the timeline, its saving, the playhead, the view, the commands. */
import { createEffect, on } from 'solid-js'
import { getTimeline } from '../../api/calls.ts'
import type { LoadedHandle } from '../../api/loaded.ts'
import type { Media, Timeline, Video } from '../../api/shapes.ts'
import { createTabs, type Tabs } from '../../api/tabs.ts'
import type { SongDocuments } from '../../songs/documents.ts'
import { sayError } from '../../ui/toast.ts'
import { type BeatCommands, createBeatCommands } from './beat-commands.ts'
import { type Commands, makeCommands } from './commands.ts'
import { createEditor, type Editor } from './editor.ts'
import { createPlayback, type DrivenPlayback } from './playback.ts'
import { createRestoring, type Restoring } from './restoring.ts'
import { createSaving, type Saving } from './saving.ts'
import { createTimelineView, type TimelineView } from './timeline-view.ts'

/** What is edited: a video at the version that was opened, with what belongs to it. */
export type OpenedVideo = {
  readonly video: Video
  readonly timeline: Timeline
  readonly etag: string
  readonly documents: SongDocuments
  readonly library: LoadedHandle<readonly Media[]>
}

/** The parts of one editing. */
export type Editing = {
  readonly tabs: Tabs
  readonly saving: Saving
  readonly editor: Editor
  readonly playback: DrivenPlayback
  readonly place: TimelineView
  readonly commands: Commands
  readonly beats: BeatCommands
  readonly restoring: Restoring
}

/** Starts editing a video until its page is left. */
export function createEditing(opened: OpenedVideo): Editing {
  const { video, library } = opened
  const tabs = createTabs(video.id, () => void followOtherTab(video.id, saving))
  const saving = createSaving({
    videoId: video.id,
    etag: opened.etag,
    tabs,
    onTheirs: (timeline) => editor.take(timeline, 'Took the other version'),
  })
  const editor = createEditor({
    timeline: opened.timeline,
    analysis: opened.documents.analysis,
    library: () => library.value() ?? [],
    onSettled: saving.changed,
  })
  const playback = createPlayback(() => editor.timeline().lengthFrames)
  // What was refused may be because a picture was deleted elsewhere: what is there now is read again.
  const readAgain = () => saving.state().kind === 'refused' && library.refetch()
  createEffect(on(saving.state, readAgain, { defer: true }))
  return {
    tabs,
    saving,
    editor,
    playback,
    // While the video's end is dragged there is room for what it would become, and still all that it was.
    place: createTimelineView(
      () => Math.max(editor.settled().lengthFrames, editor.timeline().lengthFrames),
      playback,
    ),
    commands: makeCommands(editor, playback.frame, playback.seek),
    beats: createBeatCommands(editor, playback.frame),
    restoring: createRestoring({ videoId: video.id, opened: opened.timeline, tabs, saving, editor }),
  }
}

async function followOtherTab(videoId: string, saving: Saving): Promise<void> {
  if (saving.isUnsaved()) return
  try {
    const theirs = await getTimeline(videoId)
    if (!saving.isUnsaved()) saving.follow(theirs.value, theirs.etag)
  } catch (error) {
    await sayError(error, 'What the other tab saved could not be read')
  }
}
