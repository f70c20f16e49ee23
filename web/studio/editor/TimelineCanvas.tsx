import { createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import type { Waveform } from '#core/audio/analysis.ts'
import { clipIndexAt } from '#core/timeline/edit/pieces.ts'
import { ClipList } from './ClipList.tsx'
import { createDrawing } from './drawing.ts'
import type { Editor } from './editor.ts'
import { createGestures } from './gestures.ts'
import { lanesIn } from './lanes.ts'
import { Playhead } from './Playhead.tsx'
import { draggedMedia } from './panels/PicturesPanel.tsx'
import type { Playback } from './playback.ts'
import { pointOf } from './pointer-place.ts'
import { clipsOf } from './selection.ts'
import type { Thumbs } from './thumbs.ts'
import type { TimelineView } from './timeline-view.ts'
import './timeline.css'

/** The timeline itself: the song, the clips, the captions and the titles on one canvas, touched and walked like one list. */
export function TimelineCanvas(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly place: TimelineView
  readonly peaks: Waveform
  readonly thumbs: Thumbs
  readonly onAddTitle: (frame: number) => void
  readonly onAddBeat: (frame: number) => void
}) {
  // One editing has one of each for as long as it is on the page.
  const { editor, place, playback } = props
  const [heightPixels, setHeightPixels] = createSignal(0)
  const [box, setBox] = createSignal<HTMLElement>()
  let canvas: HTMLCanvasElement | undefined
  const hasCaptions = createMemo(() => editor.timeline().captions !== undefined)
  const lanes = createMemo(() => lanesIn(heightPixels(), hasCaptions()))
  const ground = { editor, place, lanes }
  const gestures = createGestures({
    ...ground,
    playback,
    onAddTitle: (frame) => props.onAddTitle(frame),
    onAddBeat: (frame) => props.onAddBeat(frame),
  })
  createDrawing(
    { ...ground, peaks: props.peaks, thumbs: props.thumbs, guides: gestures.guides },
    () => canvas,
    box,
  )
  onMount(() => {
    const there = box()
    if (there === undefined) return
    const measure = () => {
      place.setWidthPixels(there.clientWidth)
      setHeightPixels(there.clientHeight)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(there)
    measure()
    // Not as a JSX handler: only a listener that is not passive may keep the page from zooming itself.
    there.addEventListener('wheel', gestures.onWheel, { passive: false })
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && gestures.cancel()) event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    onCleanup(() => {
      observer.disconnect()
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    })
  })
  return (
    <section
      ref={setBox}
      class="editor-lanes"
      aria-label="Timeline"
      style={{ cursor: gestures.cursor() }}
      onPointerDown={gestures.onPointerDown}
      onPointerMove={gestures.onPointerMove}
      onPointerUp={gestures.onPointerUp}
      onPointerCancel={gestures.onPointerCancel}
      onDblClick={gestures.onDoubleClick}
      onContextMenu={gestures.onContextMenu}
      onDragOver={(event) => {
        if (event.dataTransfer?.types.includes(draggedMedia) === true) event.preventDefault()
      }}
      onDrop={(event) => dropPicture(editor, place.frameAt(pointOf(event).x), event)}
    >
      <canvas ref={canvas} />
      <ClipList editor={editor} playback={playback} />
      <Playhead editor={editor} playback={playback} place={place} />
    </section>
  )
}

/** A picture that is dropped on a clip takes its place; on one of several chosen clips, in all of them. */
function dropPicture(editor: Editor, frame: number, event: DragEvent): void {
  const mediaId = event.dataTransfer?.getData(draggedMedia) ?? ''
  if (mediaId === '') return
  event.preventDefault()
  const clip = clipIndexAt(editor.settled(), frame)
  const chosen = clipsOf(editor.selection())
  const clips = chosen.includes(clip) ? chosen : [clip]
  editor.do({ kind: 'replace', clips, mediaId }, { words: 'Replaced the picture' })
}
