import { createEffect, createSignal, lazy, on, onMount, Show, Suspense } from 'solid-js'
import { aspectRatios } from '#core/timeline/geometry.ts'
import type { Video } from '../../api/shapes.ts'
import { createMedia } from '../../ui/media-query.ts'
import { EditorBar } from './EditorBar.tsx'
import { EditorFinish } from './EditorFinish.tsx'
import { createEditing, type OpenedVideo } from './editing.ts'
import { Inspector, tabs as tabNames } from './Inspector.tsx'
import { createKeyboard } from './keyboard.ts'
import { PictureStage } from './PictureStage.tsx'
import { PicturesPanel } from './panels/PicturesPanel.tsx'
import type { Saving } from './saving.ts'
import { TimelineCanvas } from './TimelineCanvas.tsx'
import { ToolBar } from './ToolBar.tsx'
import { Transport } from './Transport.tsx'
import { createThumbs } from './thumbs.ts'
import { bindChoices, createUiState, type UiState } from './ui-state.ts'

const ShortcutDialog = lazy(async () => ({ default: (await import('./ShortcutDialog.tsx')).ShortcutDialog }))
const ConflictDialog = lazy(async () => ({ default: (await import('./ConflictDialog.tsx')).ConflictDialog }))

/** The editor with everything loaded: the picture in the middle, the song below, the choices at the right. */
export function EditorView(props: OpenedVideo) {
  const { video } = props
  const editing = createEditing(props)
  const { editor, playback, place, saving, commands, beats } = editing
  const ui = createUiState(focusPictures)
  const thumbs = createThumbs()
  const isWide = createMedia('(min-width: 1200px)')
  const [asks, setAsks] = createSignal(true)
  createKeyboard({ editor, playback, commands, beats, place, saving, ui })
  bindChoices(editor, ui)
  createEffect(on(saving.conflict, () => setAsks(true), { defer: true }))
  onMount(() => {
    // On a phone a whole song would be a row of slivers: it begins near enough for a thumb.
    if (!createMedia('(min-width: 720px) and (min-height: 500px)')())
      place.show({ fromFrame: 0, toFrame: 14 * props.timeline.frameRate })
    void editing.restoring.restore()
  })
  return (
    <div class="editor" style={{ '--ratio': String(aspectRatios[editor.format()]) }}>
      <EditorBar
        videoId={video.id}
        title={video.title}
        editor={editor}
        saving={saving}
        ui={ui}
        otherTabs={editing.tabs.others().length}
        onFinish={() => ui.setFinishOpen(true)}
        onConflict={() => setAsks(true)}
      />
      <Show when={isWide()}>
        <section class="editor-pictures" aria-label="Pictures">
          <PicturesPanel editor={editor} playback={playback} library={props.library} />
        </section>
      </Show>
      <PictureStage video={video} editing={editing} ui={ui} />
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
      <EditorFinish video={video} editing={editing} ui={ui} />
      <Dialogs video={video} saving={saving} ui={ui} asks={asks()} onAside={() => setAsks(false)} />
    </div>
  )
}

/** Where the pictures have a place of their own, the focus goes there. Answers whether they have. */
function focusPictures(): boolean {
  const place = document.querySelector('.editor-pictures')
  const shown = place?.querySelector('[aria-pressed=true]') ?? place?.querySelector('.media-tile')
  if (shown instanceof HTMLElement) shown.focus()
  return place !== null
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
