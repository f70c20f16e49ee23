import { For } from 'solid-js'
import type { Part } from './parts.ts'
import { insideSong, pixelsOf, secondsAt, type View } from './view.ts'

/** The whole song as a thin strip, with a window where the zoomed view is. The keys move the view too, so it is not spoken. */
export function Overview(props: {
  readonly whole: View
  readonly view: View
  readonly parts: readonly Part[]
  readonly onView: (view: View) => void
}) {
  const percent = (seconds: number) => Math.min(100, Math.max(0, pixelsOf(props.whole, 100, seconds)))
  const centreOn = (element: HTMLElement, clientX: number) => {
    const { left, width } = element.getBoundingClientRect()
    const centre = secondsAt(props.whole, width, clientX - left)
    const half = (props.view.toSeconds - props.view.fromSeconds) / 2
    props.onView(insideSong({ fromSeconds: centre - half, toSeconds: centre + half }, props.whole))
  }
  return (
    <div
      class="overview"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        centreOn(event.currentTarget, event.clientX)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          centreOn(event.currentTarget, event.clientX)
      }}
    >
      <For each={props.parts}>
        {(part) => (
          <span
            class="overview-part"
            style={{
              left: `${percent(part.startSeconds)}%`,
              width: `${percent(part.endSeconds) - percent(part.startSeconds)}%`,
              background: `var(--${part.colour})`,
            }}
          />
        )}
      </For>
      <span
        class="overview-window"
        style={{
          left: `${percent(props.view.fromSeconds)}%`,
          width: `${percent(props.view.toSeconds) - percent(props.view.fromSeconds)}%`,
        }}
      />
    </div>
  )
}
