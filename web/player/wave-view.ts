/** The view of a waveform as state: zoomed, panned, and turned like a page while the song plays. */
import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { Clock } from './clock.ts'
import { followed, insideSong, secondsAt, type View, zoomed } from './view.ts'

/** The view and what moves it. */
export type WaveView = {
  readonly view: Accessor<View>
  readonly isZoomed: Accessor<boolean>
  readonly show: (view: View) => void
  /** Zooms by a factor round a time; round the playhead when none is given. */
  readonly zoom: (factor: number, aroundSeconds?: number) => void
  readonly panPixels: (pixels: number, widthPixels: number) => void
  /** Moves the playhead, and the view after it. */
  readonly seekInSight: (seconds: number) => void
}

/** A view of the whole that may be narrowed. A new whole is shown whole. */
export function createWaveView(clock: Clock, whole: Accessor<View>): WaveView {
  const [view, setView] = createSignal<View>(whole())
  createEffect(on(whole, (next) => setView(next), { defer: true }))
  createEffect(() => {
    if (clock.playing()) setView((now) => followed(now, whole(), clock.seconds()))
  })
  const lengthOf = (stretch: View) => stretch.toSeconds - stretch.fromSeconds
  return {
    view,
    isZoomed: () => lengthOf(view()) < lengthOf(whole()) - 0.01,
    show: setView,
    zoom: (factor, aroundSeconds = clock.seconds()) => {
      const inSight = aroundSeconds >= view().fromSeconds && aroundSeconds <= view().toSeconds
      const centre = inSight ? aroundSeconds : (view().fromSeconds + view().toSeconds) / 2
      setView((now) => zoomed(now, whole(), factor, centre))
    },
    panPixels: (pixels, widthPixels) => {
      const by = secondsAt(view(), widthPixels, pixels) - view().fromSeconds
      setView((now) =>
        insideSong({ fromSeconds: now.fromSeconds + by, toSeconds: now.toSeconds + by }, whole()),
      )
    },
    seekInSight: (seconds) => {
      clock.seek(seconds)
      setView((now) => followed(now, whole(), clock.seconds()))
    },
  }
}
