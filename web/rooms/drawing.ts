/** When a room is drawn anew: at once, but no more than twenty times a second, however much happens in it. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'

const drawnEveryMs = 50

/** `version` changes whenever it is time to draw; `redraw` asks for it. */
export function createDrawing(): { readonly version: Accessor<number>; redraw(): void } {
  const [version, setVersion] = createSignal(0)
  let drawnMs = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const draw = () => {
    timer = undefined
    drawnMs = performance.now()
    setVersion((count) => count + 1)
  }
  onCleanup(() => clearTimeout(timer))
  return {
    version,
    redraw: () => {
      if (timer !== undefined) return
      const waitMs = drawnMs + drawnEveryMs - performance.now()
      if (waitMs <= 0) draw()
      else timer = setTimeout(draw, waitMs)
    },
  }
}
