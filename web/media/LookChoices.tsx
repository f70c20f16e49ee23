import type { JSX } from 'solid-js'
import type { VisualLook } from '#core/timeline/timeline.ts'
import { TileChoices } from '../ui/Choices.tsx'
import { LookPicture } from './LookPicture.tsx'
import { looks } from './looks.ts'

/** The looks as drawn tiles, one of them chosen. `others` are choices before them: that nobody chooses, for example. */
export function LookChoices<T extends string = never>(props: {
  readonly label: string
  readonly value: VisualLook | T
  readonly seed: number
  readonly hueDegrees: number
  readonly others?: readonly {
    readonly value: T
    readonly name: string
    readonly note: string
    readonly picture: () => JSX.Element
  }[]
  readonly onChange: (value: VisualLook | T) => void
}) {
  const picture = (look: VisualLook) => () => (
    <LookPicture drawn={{ look, seed: props.seed, hueDegrees: props.hueDegrees }} />
  )
  return (
    <div class="look-choices">
      <TileChoices<VisualLook | T>
        label={props.label}
        choices={[
          ...(props.others ?? []),
          ...looks.map((look) => ({ ...look, picture: picture(look.value) })),
        ]}
        value={props.value}
        onChange={(value) => props.onChange(value)}
      />
    </div>
  )
}
