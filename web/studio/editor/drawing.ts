/** Draws the timeline on its canvas: whatever changes in one frame of the screen is drawn once, at its end. */
import { type Accessor, createEffect, createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import type { Waveform } from '#core/audio/analysis.ts'
import { colourChanges } from '../../ui/theme.ts'
import { type Colours, makeColours } from './colours.ts'
import type { Guides } from './drags.ts'
import { drawScene } from './draw-scene.ts'
import type { Ground } from './pointer-place.ts'
import type { Scene } from './scene.ts'
import { clipsOf } from './selection.ts'
import type { Thumbs } from './thumbs.ts'

/** What is drawn besides the editor's own state. */
export type Drawn = Ground & {
  readonly peaks: Waveform
  readonly thumbs: Thumbs
  readonly guides: Accessor<Guides>
}

/** Keeps a canvas current until its component goes. The box gives it its colours. */
export function createDrawing(
  drawn: Drawn,
  canvas: () => HTMLCanvasElement | undefined,
  box: () => HTMLElement | undefined,
): void {
  const [fontsReady, setFontsReady] = createSignal(false)
  const colours = createMemo((): Colours | undefined => {
    colourChanges()
    const there = box()
    // The height says that the place is there to be asked.
    return drawn.lanes().heightPixels > 0 && there !== undefined ? makeColours(there) : undefined
  })
  const scene = createMemo(() => sceneOf(drawn))
  let asked = 0
  createEffect(() => {
    const now = { scene: scene(), colours: colours() }
    drawn.thumbs.arrivals()
    fontsReady()
    cancelAnimationFrame(asked)
    asked = requestAnimationFrame(() => {
      const there = canvas()
      if (there !== undefined && now.colours !== undefined) drawScene(there, now.scene, now.colours)
    })
  })
  onMount(() => void document.fonts.ready.then(() => setFontsReady(true)))
  onCleanup(() => cancelAnimationFrame(asked))
}

function sceneOf({ editor, place, lanes, peaks, thumbs, guides }: Drawn): Scene {
  const selection = editor.selection()
  return {
    timeline: editor.timeline(),
    grid: editor.grid(),
    peaks,
    energy: editor.analysis.energy,
    view: place.view(),
    lanes: lanes(),
    widthPixels: place.widthPixels(),
    chosenClips: new Set(clipsOf(selection)),
    chosenTitle: selection.kind === 'title' ? selection.title : undefined,
    chosenCaption: selection.kind === 'caption' ? selection.caption : undefined,
    chosenBeat: selection.kind === 'beat' ? selection.beat : undefined,
    range: editor.range(),
    snappedFrame: guides().snappedFrame,
    dropFrame: guides().dropFrame,
    marquee: guides().marquee,
    slip: guides().slip,
    showsBeats: editor.editsBeats(),
    thumbOf: (shot) => (shot.kind === 'visual' ? thumbs.ofLook(shot) : thumbs.of(shot.mediaId)),
  }
}
