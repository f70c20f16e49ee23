import { createSignal, type JSX, onMount, Show } from 'solid-js'
import { clockOf, spokenSeconds } from '../ui/words.ts'
import type { Clock } from './clock.ts'
import { type Places, stepped } from './keys.ts'
import { type Part, partAt } from './parts.ts'
import { secondsAt } from './view.ts'
import type { WaveView } from './wave-view.ts'
import './player.css'

/** Pixels near the right edge where the hovering time is written on the other side of its line. */
const hoverWordsPixels = 72

/** The waveform as a slider: pointer, wheel and keys move in the song, and a screen reader hears where. */
export function WaveTouch(props: {
  readonly label: string
  readonly clock: Clock
  readonly waveView: WaveView
  readonly widthPixels: number
  readonly places: Places
  readonly parts: readonly Part[]
  readonly children: JSX.Element
}) {
  const [hover, setHover] = createSignal<{ readonly pixels: number }>()
  let slider: HTMLDivElement | undefined
  const pixelsOfEvent = (event: MouseEvent) => event.clientX - (slider?.getBoundingClientRect().left ?? 0)
  const secondsUnder = (pixels: number) => secondsAt(props.waveView.view(), props.widthPixels, pixels)
  const sinceStart = (seconds: number) => seconds - props.places.whole.fromSeconds

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === ' ') props.clock.toggle()
    else if (event.key === '+' || event.key === '=') props.waveView.zoom(1.6)
    else if (event.key === '-') props.waveView.zoom(1 / 1.6)
    else {
      const target = stepped(event.key, event.shiftKey, props.clock.seconds(), props.places)
      if (target === undefined) return
      props.waveView.seekInSight(target)
    }
    event.preventDefault()
  }
  const onWheel = (event: WheelEvent) => {
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) && props.waveView.isZoomed()
    if (event.ctrlKey) props.waveView.zoom(Math.exp(-event.deltaY / 200), secondsUnder(pixelsOfEvent(event)))
    else if (sideways) props.waveView.panPixels(event.deltaX, props.widthPixels)
    else return
    event.preventDefault()
  }
  onMount(() => {
    // Not as a JSX handler: only a listener that is not passive may keep the page from zooming itself.
    slider?.addEventListener('wheel', onWheel, { passive: false })
  })
  const valueText = () => {
    const part = partAt(props.parts, props.clock.seconds())
    const at = spokenSeconds(sinceStart(props.clock.seconds()))
    return part === undefined ? at : `${at}, ${part.name}`
  }
  return (
    <>
      <div
        ref={slider}
        class="wave-touch"
        role="slider"
        tabIndex={0}
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={Math.round(sinceStart(props.places.whole.toSeconds))}
        aria-valuenow={Math.round(sinceStart(props.clock.seconds()))}
        aria-valuetext={valueText()}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          props.clock.seek(secondsUnder(pixelsOfEvent(event)))
        }}
        onPointerMove={(event) => {
          const pixels = pixelsOfEvent(event)
          if (event.pointerType === 'mouse') setHover({ pixels })
          if (event.currentTarget.hasPointerCapture(event.pointerId)) props.clock.seek(secondsUnder(pixels))
        }}
        onPointerLeave={() => setHover(undefined)}
      >
        {props.children}
      </div>
      <Show when={hover()}>
        {(place) => (
          <div
            class={place().pixels > props.widthPixels - hoverWordsPixels ? 'wave-hover left' : 'wave-hover'}
            style={{ transform: `translateX(${place().pixels}px)` }}
            aria-hidden="true"
          >
            <span>{clockOf(sinceStart(secondsUnder(place().pixels)))}</span>
          </div>
        )}
      </Show>
    </>
  )
}
