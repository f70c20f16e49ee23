import Dices from 'lucide-solid/icons/dices'
import { createMemo, Show } from 'solid-js'
import type { DrawnWish } from '#core/timeline/edit/drawn.ts'
import { LookChoices } from '../../../media/LookChoices.tsx'
import { chanceSeed, lookName } from '../../../media/looks.ts'
import { Button } from '../../../ui/Button.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import type { Editor } from '../editor.ts'

/** How the picture of a clip is drawn, where it is drawn: its look, its hue, and another one of the same kind. */
export function LookSection(props: { readonly editor: Editor; readonly targets: readonly number[] }) {
  const shot = createMemo(() => {
    const { clips } = props.editor.settled()
    const drawn = props.targets.map((index) => clips[index]?.shot).find((each) => each?.kind === 'visual')
    return drawn?.kind === 'visual' ? drawn : undefined
  })
  // The same clips are changed whatever else is chosen with them: a photo is replaced from the pictures, not by a hue.
  const drawnClips = () => {
    const { clips } = props.editor.settled()
    return props.targets.filter((index) => clips[index]?.shot.kind === 'visual')
  }
  const draw = (wish: DrawnWish, words: string, key?: string) =>
    props.editor.do(
      { kind: 'draw', clips: drawnClips(), wish },
      { words, ...(key === undefined ? {} : { key }) },
    )
  return (
    <Show when={shot()}>
      {(drawn) => (
        <section class="panel-section" aria-label="Look">
          <LookChoices
            label="Look"
            value={drawn().look}
            seed={drawn().seed}
            hueDegrees={drawn().hueDegrees}
            onChange={(look) => draw({ look }, `Drawn as ${lookName(look)}`)}
          />
          <Slider
            label="Hue"
            min={0}
            max={360}
            step={1}
            value={drawn().hueDegrees}
            words={`${Math.round(drawn().hueDegrees)}°`}
            onInput={(hueDegrees) =>
              draw({ hueDegrees }, `Hue ${hueDegrees}°`, `hue-${props.targets.join()}`)
            }
            onSettled={() => props.editor.endMove()}
          />
          <Button
            icon={<Dices aria-hidden="true" />}
            onClick={() => draw({ seed: chanceSeed() }, `Another ${lookName(drawn().look)}`)}
          >
            Another one
          </Button>
        </section>
      )}
    </Show>
  )
}
