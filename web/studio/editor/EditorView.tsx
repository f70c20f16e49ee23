import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, lazy, on, onMount, Show, Suspense } from 'solid-js'
import { aspectRatios } from '#core/timeline/geometry.ts'
import { getTimeline, startRender } from '../../api/calls.ts'
import type { LoadedHandle } from '../../api/loaded.ts'
import type { Media, Preset, Timeline, Video } from '../../api/shapes.ts'
import type { SongDocuments } from '../../songs/documents.ts'
import { say, sayError } from '../../ui/toast.ts'
import { createBeatCommands } from './beat-commands.ts'
import { makeCommands } from './commands.ts'
import { isSameTimeline } from './differences.ts'
import { forgetDraft } from './drafts.ts'
import { EditorBar } from './EditorBar.tsx'
import { createEditor, type Editor } from './editor.ts'
import { Inspector, tabs as tabNames } from './Inspector.tsx'
import { createKeyboard } from './keyboard.ts'
import { createMedia } from './media-query.ts'
import { PictureStage } from './PictureStage.tsx'
import { PicturesPanel } from './panels/PicturesPanel.tsx'
import { createPlayback } from './playback.ts'
import { createSaving, findLostDraft, type Saving } from './saving.ts'
import { TimelineCanvas } from './TimelineCanvas.tsx'
import { ToolBar } from './ToolBar.tsx'
import { Transport } from './Transport.tsx'
import { createTabs } from './tabs.ts'
import { createThumbs } from './thumbs.ts'
import { createTimelineView } from './timeline-view.ts'
import { createUiState, type UiState } from './ui-state.ts'

const ShortcutDialog = lazy(async () => ({ default: (await import('./ShortcutDialog.tsx')).ShortcutDialog }))
const FinishDialog = lazy(async () => ({
  default: (await import('../finish/FinishDialog.tsx')).FinishDialog,
}))
const ConflictDialog = lazy(async () => ({ default: (await import('./ConflictDialog.tsx')).ConflictDialog }))

/** The editor with everything loaded: the picture in the middle, the song below, the choices at the right. */
export function EditorView(props: {
  readonly video: Video
  readonly timeline: Timeline
  readonly etag: string
  readonly documents: SongDocuments
  readonly library: LoadedHandle<readonly Media[]>
}) {
  const { video } = props
  const tabs = createTabs(video.id, () => void followOtherTab())
  const saving = createSaving({
    videoId: video.id,
    etag: props.etag,
    tabs,
    onTheirs: (timeline) => editor.take(timeline, 'Took the other version'),
  })
  const editor = createEditor({
    timeline: props.timeline,
    analysis: props.documents.analysis,
    library: () => props.library.value() ?? [],
    onSettled: saving.changed,
  })
  const playback = createPlayback(() => editor.timeline().lengthFrames)
  const place = createTimelineView(() => editor.settled().lengthFrames, playback)
  const commands = makeCommands(editor, playback.frame, playback.seek)
  const beats = createBeatCommands(editor, playback.frame)
  const ui = createUiState(focusPictures)
  const thumbs = createThumbs()
  const isWide = createMedia('(min-width: 1200px)')
  const [asks, setAsks] = createSignal(true)
  createKeyboard({ editor, playback, commands, beats, place, ui })

  const followOtherTab = async () => {
    if (saving.isUnsaved()) return
    try {
      const theirs = await getTimeline(video.id)
      if (!saving.isUnsaved()) saving.follow(theirs.value, theirs.etag)
    } catch (error) {
      await sayError(error, 'What the other tab saved could not be read')
    }
  }
  const restore = async () => {
    const draft = await findLostDraft(video.id, tabs)
    if (draft === undefined) return
    if (!isSameTimeline(draft.timeline, props.timeline)) {
      saving.startFrom(draft.etag)
      editor.take(draft.timeline, 'Restored what was not saved')
      await say({
        tone: 'good',
        title: 'Restored what was not saved',
        text: 'The last tab was closed before everything had arrived. Undo shows what was saved.',
      })
    }
    await forgetDraft(draft)
  }
  onMount(() => {
    // On a phone a whole song would be a row of slivers: it begins near enough for a thumb.
    if (!createMedia('(min-width: 720px)')())
      place.show({ fromFrame: 0, toFrame: 14 * props.timeline.frameRate })
    void restore()
  })
  bindChoices(editor, ui)
  createEffect(
    on(saving.state, (state) => state.kind === 'refused' && readAgain(props.library), { defer: true }),
  )
  createEffect(on(saving.conflict, () => setAsks(true), { defer: true }))
  return (
    <div class="editor" style={{ '--ratio': String(aspectRatios[editor.format()]) }}>
      <EditorBar
        videoId={video.id}
        title={video.title}
        editor={editor}
        saving={saving}
        ui={ui}
        otherTabs={tabs.others().length}
        onFinish={() => ui.setFinishOpen(true)}
        onConflict={() => setAsks(true)}
      />
      <Show when={isWide()}>
        <section class="editor-pictures" aria-label="Pictures">
          <PicturesPanel editor={editor} playback={playback} library={props.library} />
        </section>
      </Show>
      <PictureStage editor={editor} playback={playback} ui={ui} saving={saving} />
      <Inspector
        editor={editor}
        playback={playback}
        commands={commands}
        beats={beats}
        library={props.library}
        ui={ui}
      />
      <section class="editor-song" aria-label="Song and timeline">
        <Transport editor={editor} playback={playback} commands={commands} place={place} />
        <TimelineCanvas
          editor={editor}
          playback={playback}
          place={place}
          peaks={props.documents.peaks}
          thumbs={thumbs}
          onAddTitle={commands.addTitle}
          onAddBeat={beats.add}
        />
      </section>
      <ToolBar tabs={tabNames} ui={ui} commands={commands} editor={editor} />
      <Finish video={video} editor={editor} saving={saving} frame={playback.frame()} ui={ui} />
      <Dialogs video={video} saving={saving} ui={ui} asks={asks()} onAside={() => setAsks(false)} />
    </div>
  )
}

/** What was refused may be because a picture was deleted elsewhere: what is there now is read again. */
function readAgain(library: LoadedHandle<readonly Media[]>): void {
  library.refetch()
}

/** Where the pictures have a place of their own, the focus goes there. Answers whether they have. */
function focusPictures(): boolean {
  const place = document.querySelector('.editor-pictures')
  const shown = place?.querySelector('[aria-pressed=true]') ?? place?.querySelector('.media-tile')
  if (shown instanceof HTMLElement) shown.focus()
  return place !== null
}

/** The ways to make a file of what is on the page. */
function Finish(props: {
  readonly video: Video
  readonly editor: Editor
  readonly saving: Saving
  readonly frame: number
  readonly ui: UiState
}) {
  const navigate = useNavigate()
  const [rendering, setRendering] = createSignal(false)
  const render = async (preset: Preset) => {
    setRendering(true)
    try {
      if (!(await props.saving.settled())) {
        props.editor.say('The last changes are not saved yet')
        await say({ tone: 'bad', title: 'Not rendered', text: 'The last changes are not saved yet.' })
        return
      }
      await startRender(props.video.id, { preset, loudness: 'normalised', aspect: props.editor.format() })
      navigate(`/videos/${props.video.id}`)
    } catch (error) {
      await sayError(error)
    } finally {
      setRendering(false)
    }
  }
  return (
    <Suspense>
      <Show when={props.ui.finishOpen()}>
        <FinishDialog
          title={props.video.title}
          finishing={{
            timeline: props.editor.settled(),
            analysis: props.editor.analysis,
            library: props.editor.library(),
            aspect: props.editor.format(),
          }}
          frame={props.frame}
          onRender={(preset) => void render(preset)}
          renderBusy={rendering()}
          onClose={() => props.ui.setFinishOpen(false)}
        />
      </Show>
    </Suspense>
  )
}

/** What is asked or listed over the editor. */
function Dialogs(props: {
  readonly video: Video
  readonly saving: Saving
  readonly ui: UiState
  readonly asks: boolean
  readonly onAside: () => void
}) {
  return (
    <Suspense>
      <Show when={props.ui.helpOpen()}>
        <ShortcutDialog onClose={() => props.ui.setHelpOpen(false)} />
      </Show>
      <Show when={props.asks && props.saving.conflict()}>
        {(conflict) => (
          <ConflictDialog
            conflict={conflict()}
            saving={props.saving}
            video={props.video}
            onClose={() => props.onAside()}
          />
        )}
      </Show>
    </Suspense>
  )
}

/** What is chosen brings its choices along; on a phone they wait under their button. */
function bindChoices(editor: Editor, ui: UiState): void {
  const kind = createMemo(() => editor.selection().kind)
  createEffect(
    on(
      kind,
      (now) => {
        if (now === 'clips' && ui.tab() !== 'pictures') ui.show('clip')
        if (now === 'title') ui.show('titles')
        if (now === 'beat') ui.show('beats')
      },
      { defer: true },
    ),
  )
  createEffect(on(editor.editsBeats, (edits) => ui.show(edits ? 'beats' : 'part'), { defer: true }))
  createEffect(on(ui.tab, (tab) => editor.setEditsBeats(tab === 'beats'), { defer: true }))
}
