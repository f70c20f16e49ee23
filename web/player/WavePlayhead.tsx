import { Show } from 'solid-js'
import './player.css'

/** Where the song is, over a drawing of it; nothing where that is out of view. With `pulse`, 0 to 1, it beats. */
export function WavePlayhead(props: {
  readonly pixels: number | undefined
  readonly widthPixels: number
  readonly pulse?: string
}) {
  return (
    <Show when={inside(props.pixels, props.widthPixels)}>
      {(pixels) => (
        <div
          class="wave-playhead"
          classList={{ bare: props.pulse === undefined }}
          style={{ transform: `translateX(${pixels().at}px)`, '--pulse': props.pulse }}
          aria-hidden="true"
        />
      )}
    </Show>
  )
}

/** The playhead where it can be seen; wrapped, because 0 is a place too. */
function inside(pixels: number | undefined, widthPixels: number): { readonly at: number } | undefined {
  if (pixels === undefined || pixels < -1 || pixels > widthPixels + 1) return undefined
  return { at: pixels }
}
