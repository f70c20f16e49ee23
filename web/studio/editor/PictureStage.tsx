import { createMemo, For, Show } from 'solid-js'
import { songFileUrl } from '../../api/calls.ts'
import type { Video } from '../../api/shapes.ts'
import { previewMediaOf } from '../../preview/media-of.ts'
import { PreviewCanvas } from '../../preview/PreviewCanvas.tsx'
import type { Preview } from '../../preview/preview.ts'
import { UnplayableClips } from '../../preview/UnplayableClips.tsx'
import { createUnplayable } from '../../preview/unplayable.ts'
import { targetsOf } from './commands.ts'
import type { Editing } from './editing.ts'
import { FramingOverlay } from './FramingOverlay.tsx'
import { draggedMedia } from './panels/PicturesPanel.tsx'
import { SaveNotice } from './SaveNotice.tsx'
import { createShown } from './shown.ts'
import type { UiState } from './ui-state.ts'
import './picture-stage.css'

/** The picture: what the video shows at the playhead, or the whole photo while its camera is set. */
export function PictureStage(props: {
  readonly video: Video
  readonly editing: Editing
  readonly ui: UiState
}) {
  const { editor, playback, saving, restoring } = props.editing
  const shown = createShown(editor)
  const library = createMemo(() => new Map(editor.library().map((media) => [media.id, media])))
  const find = (mediaId: string) => {
    const media = library().get(mediaId)
    return media?.status === 'ready' ? previewMediaOf(media) : undefined
  }
  let preview: Preview | undefined
  const unplayable = createUnplayable(
    (mediaId) => library().get(mediaId),
    (mediaId) => void preview?.reload(mediaId),
  )
  const attach = (made: Preview) => {
    preview = made
    playback.attach(made)
  }
  const drop = (event: DragEvent) => {
    const mediaId = event.dataTransfer?.getData(draggedMedia) ?? ''
    if (mediaId === '') return
    event.preventDefault()
    const clips = targetsOf(editor, Math.round(playback.frame()))
    editor.do({ kind: 'replace', clips, mediaId }, { words: 'Replaced the picture' })
  }
  return (
    <section
      class="editor-stage"
      aria-label="Picture"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <div class="editor-picture" classList={{ unseen: props.ui.framing() }}>
        <PreviewCanvas
          timeline={shown.timeline()}
          music={shown.music()}
          size={shown.size()}
          songUrl={songFileUrl(editor.settled().songId)}
          media={find}
          label="What the video shows at the playhead"
          onReady={attach}
          onFrame={(frame) => playback.onFrame(frame)}
          onPlaying={(playing) => playback.onPlaying(playing)}
          onProblem={(problem) =>
            problem.kind === 'unplayable' ? unplayable.found(problem.mediaId) : playback.onProblem(problem)
          }
        />
      </div>
      <Show when={props.ui.framing()}>
        <FramingOverlay editor={editor} playback={playback} />
      </Show>
      <div class="stage-words">
        <SaveNotice video={props.video} editor={editor} saving={saving} restoring={restoring} />
        <UnplayableClips of={unplayable} />
        <div class="stage-troubles" role="status">
          <For each={playback.troubles().slice(-2)}>{(sentence) => <p>{sentence}</p>}</For>
        </div>
        <div role="status">
          <Show keyed when={editor.said().words === '' ? undefined : editor.said()}>
            {(said) => <p class="stage-said">{said.words}</p>}
          </Show>
        </div>
      </div>
    </section>
  )
}
