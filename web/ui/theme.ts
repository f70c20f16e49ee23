/** Dark, light, or as the system has it; remembered on this device. `public/theme.js` applies it before the first paint. */
import { createSignal } from 'solid-js'

/** What a person may choose. */
export type ThemeChoice = 'system' | 'dark' | 'light'

const storageKey = 'cuecraft-theme'

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(storageKey)
    return value === 'dark' || value === 'light' ? value : 'system'
  } catch {
    return 'system'
  }
}

const [choice, setChoice] = createSignal<ThemeChoice>(stored())
const [paints, setPaints] = createSignal(0)
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => setPaints((count) => count + 1))

/** What was chosen on this device. */
export const themeChoice = choice

/** Changes whenever the colours on the page may have changed: drawings on a canvas read it to draw again. */
export const colourChanges = paints

/** Chooses a theme and remembers it. */
export function chooseTheme(next: ThemeChoice): void {
  setChoice(next)
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
  try {
    if (next === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, next)
  } catch {
    // A browser that keeps nothing still shows the choice until the page is left.
  }
  setPaints((count) => count + 1)
}

/** The colour a token has at this moment, in a form a canvas takes. */
export function colourOfToken(place: Element, token: string): string {
  // A custom property reads back as it was written, light-dark() and all; only a real property is resolved.
  const probe = document.createElement('i')
  probe.style.color = `var(--${token})`
  place.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
