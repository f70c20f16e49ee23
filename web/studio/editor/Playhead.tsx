import { createMemo, Show } from 'solid-js'
import { secondsOfFrames } from '#core/units.ts'
import { pulseAt } from '../../player/pulse.ts'
import type { Editor } from './editor.ts'
import { pixelsOfFrame } from './frame-view.ts'
import type { Playback } from './playback.ts'
import type { TimelineView } from './timeline-view.ts'

/** The playhead lies over the drawing, which stays as it is while it moves. It beats with the song. */
export function Playhead(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly place: TimelineView
}) {
  const secondsOf = (frame: number) => secondsOfFrames(frame, props.editor.settled().frameRate)
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
