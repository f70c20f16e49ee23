import { For } from 'solid-js'
import { SectionHead } from '../ui/Page.tsx'

const grounds = ['ground', 'surface', 'raised', 'hover', 'line', 'line-strong'] as const
const inks = ['ink', 'ink-2', 'ink-3', 'accent', 'good', 'warn', 'bad'] as const
const parts = ['intro', 'verse', 'chorus', 'bridge', 'drop', 'break', 'solo', 'outro'] as const

/** The colours by their names, as the present theme has them. */
export function Swatches() {
  return (
    <section class="shelf">
      <SectionHead title="Colours" note="The theme follows the system; settings can change it" />
      <div class="swatches">
        <For each={[...grounds, ...inks, ...parts]}>
          {(name) => (
            <figure class="swatch">
              <div class="swatch-colour" style={{ background: `var(--${name})` }} />
              <figcaption class="small muted">{name}</figcaption>
            </figure>
          )}
        </For>
      </div>
    </section>
  )
}
