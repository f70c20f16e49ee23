/** The looks that our own code draws, as a person knows them. */
import type { VisualLook } from '#core/timeline/timeline.ts'

/** Every look with its name and what it is like. */
export const looks: readonly {
  readonly value: VisualLook
  readonly name: string
  readonly note: string
}[] = [
  { value: 'silk', name: 'Silk', note: 'folds of light' },
  { value: 'ink', name: 'Ink', note: 'colour in water' },
  { value: 'bokeh', name: 'Bokeh', note: 'drifting lights' },
  { value: 'tunnel', name: 'Tunnel', note: 'flying through' },
  { value: 'stars', name: 'Stars', note: 'rushing by' },
  { value: 'horizon', name: 'Horizon', note: 'a road and a sun' },
  { value: 'kaleidoscope', name: 'Kaleidoscope', note: 'turning mirrors' },
]

/** The name of a look. */
export function lookName(look: VisualLook): string {
  return looks.find(({ value }) => value === look)?.name ?? look
}

/** A seed that nobody chose: 31 bits, as every model takes them. */
export function chanceSeed(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1
}
