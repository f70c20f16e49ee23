import { createMemo, createSignal, For } from 'solid-js'
import type { VisualLook } from '#core/timeline/timeline.ts'
import { visualShot } from '#core/timeline/visual/visual-shot.ts'
import { LookPicture } from '../../../media/LookPicture.tsx'
import { looks } from '../../../media/looks.ts'
import type { Editor } from '../editor.ts'

/**
 * Pictures that are drawn to the music instead of brought: one click draws the chosen clips. The one that is pointed at
 * moves; more of them would take from the preview the time that it needs.
 */
export function DrawnPictures(props: { readonly editor: Editor; readonly targets: readonly number[] }) {
  // As the edit would draw them: in the colours of the song's key.
  const colours = createMemo(() => {
    const { style, seed } = props.editor.settled()
    const nowhere = { turn: 0, startSeconds: 0, endSeconds: 0, phaseFrames: 0 }
    const { hueDegrees } = visualShot(props.editor.analysis, { style, seed, ...nowhere })
    return { seed, hueDegrees }
  })
  const shown = () => {
    const shot = props.editor.settled().clips[props.targets[0] ?? -1]?.shot
    return shot?.kind === 'visual' ? shot.look : undefined
  }
  const [pointedAt, setPointedAt] = createSignal<VisualLook>()
  return (
    <section class="stack" aria-label="Drawn to the music">
      <p class="label">Drawn to the music</p>
      <ul class="picture-grid">
        <For each={looks}>
          {({ value: look, name }) => (
            <li>
              <button
                type="button"
                class="media-tile"
                aria-pressed={shown() === look}
                title={name}
                onPointerEnter={() => setPointedAt(look)}
                onPointerLeave={() => setPointedAt(undefined)}
                onFocus={() => setPointedAt(look)}
                onBlur={() => setPointedAt(undefined)}
                onClick={() =>
                  props.editor.do(
                    { kind: 'draw', clips: props.targets, wish: { look } },
                    { words: `Drawn as ${name}` },
                  )
                }
              >
                <LookPicture drawn={{ look, ...colours() }} moves={pointedAt() === look} />
                <span class="media-badge clip">{name}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
