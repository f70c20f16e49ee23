import { createMemo, For, Show } from 'solid-js'
import type { TransitionKind } from '#core/timeline/timeline.ts'
import { Slider } from '../../../ui/Slider.tsx'
import { counted } from '../../../ui/words.ts'
import type { Commands } from '../commands.ts'
import type { Editor } from '../editor.ts'

const kinds: readonly { readonly kind: TransitionKind | undefined; readonly name: string }[] = [
  { kind: undefined, name: 'Cut' },
  { kind: 'crossfade', name: 'Crossfade' },
  { kind: 'flash', name: 'Flash' },
  { kind: 'dip', name: 'Dip' },
  { kind: 'wipe', name: 'Wipe' },
  { kind: 'push', name: 'Push' },
  { kind: 'zoom', name: 'Zoom' },
]

/** How the clip becomes the next one. */
export function TransitionSection(props: {
  readonly editor: Editor
  readonly targets: readonly number[]
  readonly commands: Commands
}) {
  const transition = createMemo(() =>
    props.editor.settled().transitions.find((each) => each.afterClip === props.targets.at(-1)),
  )
  const isLast = () => props.targets.at(-1) === props.editor.settled().clips.length - 1
  return (
    <Show when={!isLast()}>
      <section class="panel-section" aria-label="Into the next clip">
        <p class="label">Into the next clip</p>
        <div class="row wrap chips">
          <For each={kinds}>
            {({ kind, name }) => (
              <button
                type="button"
                class="toggle"
                aria-pressed={transition()?.kind === kind}
                onClick={() => props.commands.setTransition(kind)}
              >
                {name}
              </button>
            )}
          </For>
        </div>
        <Show when={transition()}>
          {(now) => (
            <Slider
              label="Length"
              min={2}
              max={60}
              step={2}
              value={now().lengthFrames}
              words={counted(now().lengthFrames, 'frame')}
              onInput={(lengthFrames) =>
                props.editor.do(
                  {
                    kind: 'set-transition',
                    clips: props.targets,
                    transition: { kind: now().kind, lengthFrames },
                  },
                  { words: `Transition of ${counted(lengthFrames, 'frame')}`, key: 'transition-length' },
                )
              }
              onSettled={() => props.editor.endMove()}
            />
          )}
        </Show>
      </section>
    </Show>
  )
}
