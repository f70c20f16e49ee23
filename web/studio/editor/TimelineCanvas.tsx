import { createEffect, createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Waveform } from '#core/audio/analysis.ts'
import { clipIndexAt } from '#core/timeline/edit/pieces.ts'
import { pulseAt } from '../../player/pulse.ts'
import { colourChanges } from '../../ui/theme.ts'
import { ClipList } from './ClipList.tsx'
import { type Colours, makeColours } from './colours.ts'
import { drawScene } from './draw-scene.ts'
import type { Editor } from './editor.ts'
import { pixelsOfFrame } from './frame-view.ts'
import { createGestures } from './gestures.ts'
import { lanesIn } from './lanes.ts'
import { draggedMedia } from './panels/PicturesPanel.tsx'
import type { Playback } from './playback.ts'
import type { Scene } from './scene.ts'
import { clipsOf } from './selection.ts'
import type { Thumbs } from './thumbs.ts'
import type { TimelineView } from './timeline-view.ts'

/** The timeline itself: the song, the clips and the titles on one canvas, touched and walked like one list. */
export function TimelineCanvas(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly place: TimelineView
  readonly peaks: Waveform
  readonly thumbs: Thumbs
  readonly onAddTitle: (frame: number) => void
  readonly onAddBeat: (frame: number) => void
}) {
  const [heightPixels, setHeightPixels] = createSignal(0)
  const [fontsReady, setFontsReady] = createSignal(false)
  let box: HTMLElement | undefined
  let canvas: HTMLCanvasElement | undefined
  const lanes = createMemo(() => lanesIn(heightPixels()))
  const gestures = createGestures({
    editor: props.editor,
    playback: props.playback,
    place: props.place,
    lanes,
    onAddTitle: (frame) => props.onAddTitle(frame),
    onAddBeat: (frame) => props.onAddBeat(frame),
  })
  const colours = createMemo((): Colours | undefined => {
    colourChanges()
    // The height says that the place is there to be asked.
    return heightPixels() > 0 && box !== undefined ? makeColours(box) : undefined
  })
  const scene = createMemo((): Scene => {
    const { editor, place } = props
    const selection = editor.selection()
    return {
      timeline: editor.timeline(),
      grid: editor.grid(),
      peaks: props.peaks,
      energy: editor.analysis.energy,
      view: place.view(),
      lanes: lanes(),
      widthPixels: place.widthPixels(),
      chosenClips: new Set(clipsOf(selection)),
      chosenTitle: selection.kind === 'title' ? selection.title : undefined,
      chosenBeat: selection.kind === 'beat' ? selection.beat : undefined,
      range: editor.range(),
      snappedFrame: gestures.guides().snappedFrame,
      dropFrame: gestures.guides().dropFrame,
      marquee: gestures.guides().marquee,
      showsBeats: editor.editsBeats(),
      thumbOf: props.thumbs.of,
    }
  })
  // Whatever changes in one frame of the screen is drawn once, at its end.
  let asked = 0
  createEffect(() => {
    const now = { scene: scene(), colours: colours() }
    props.thumbs.arrivals()
    fontsReady()
    cancelAnimationFrame(asked)
    asked = requestAnimationFrame(() => {
      if (canvas !== undefined && now.colours !== undefined) drawScene(canvas, now.scene, now.colours)
    })
  })
  onMount(() => {
    if (box === undefined) return
    const place = box
    const measure = () => {
      props.place.setWidthPixels(place.clientWidth)
      setHeightPixels(place.clientHeight)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(place)
    measure()
    // Not as a JSX handler: only a listener that is not passive may keep the page from zooming itself.
    place.addEventListener('wheel', gestures.onWheel, { passive: false })
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !gestures.cancel()) return
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    void document.fonts.ready.then(() => setFontsReady(true))
    onCleanup(() => {
      observer.disconnect()
      cancelAnimationFrame(asked)
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    })
  })
  return (
    <section
      ref={box}
      class="editor-lanes"
      aria-label="Timeline"
      style={{ cursor: gestures.cursor() }}
      onPointerDown={gestures.onPointerDown}
      onPointerMove={gestures.onPointerMove}
      onPointerUp={gestures.onPointerUp}
      onPointerCancel={gestures.onPointerCancel}
      onDblClick={gestures.onDoubleClick}
      onDragOver={(event) => {
        if (event.dataTransfer?.types.includes(draggedMedia) === true) event.preventDefault()
      }}
      onDrop={(event) => {
        const mediaId = event.dataTransfer?.getData(draggedMedia) ?? ''
        if (mediaId === '' || box === undefined) return
        event.preventDefault()
        const frame = props.place.frameAt(event.clientX - box.getBoundingClientRect().left)
        const clip = clipIndexAt(props.editor.settled(), frame)
        // What is dropped on one of several chosen clips is for all of them.
        const chosen = clipsOf(props.editor.selection())
        const clips = chosen.includes(clip) ? chosen : [clip]
        props.editor.do({ kind: 'replace', clips, mediaId }, { words: 'Replaced the picture' })
      }}
    >
      <canvas ref={canvas} />
      <ClipList editor={props.editor} playback={props.playback} />
      <Playhead editor={props.editor} playback={props.playback} place={props.place} />
    </section>
  )
}

/** The playhead lies over the drawing, which stays as it is while it moves. It beats with the song. */
function Playhead(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly place: TimelineView
}) {
  const secondsOf = (frame: number) => frame / props.editor.settled().frameRate
  const beatSeconds = createMemo(() => props.editor.grid().beats.map((beat) => secondsOf(beat.frame)))
  const at = createMemo(() =>
    pixelsOfFrame(props.place.view(), props.place.widthPixels(), props.playback.frame()),
  )
  const pulse = () =>
    props.playback.playing() ? pulseAt(beatSeconds(), secondsOf(props.playback.frame())).toFixed(2) : '0'
  return (
    <Show when={at() >= -1 && at() <= props.place.widthPixels() + 1}>
      <div
        class="editor-playhead"
        style={{ transform: `translateX(${at()}px)`, '--pulse': pulse() }}
        aria-hidden="true"
      />
    </Show>
  )
}
