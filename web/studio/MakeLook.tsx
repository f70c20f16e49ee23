import type { VisualLook } from '#core/timeline/timeline.ts'
import { LookChoices } from '../media/LookChoices.tsx'
import { LookPicture } from '../media/LookPicture.tsx'

/** Any of all seeds and hues: the song has its own, which nobody knows before it is heard. */
const shown = { seed: 7, hueDegrees: 262 } as const

/** How a video without photos and clips is drawn: in two looks that the song chooses, or in one all through. */
export function MakeLook(props: {
  readonly look: VisualLook | 'song'
  readonly hasPictures: boolean
  readonly onChange: (look: VisualLook | 'song') => void
}) {
  const song = {
    value: 'song' as const,
    name: 'Two looks',
    note: 'chosen by the song',
    picture: () => (
      <>
        <LookPicture drawn={{ look: 'silk', ...shown }} />
        <LookPicture drawn={{ look: 'tunnel', ...shown }} />
      </>
    ),
  }
  return (
    <LookChoices<'song'>
      label={props.hasPictures ? 'Or nothing chosen, and drawn to the music' : 'Or drawn to the music'}
      value={props.look}
      {...shown}
      others={[song]}
      onChange={(look) => props.onChange(look)}
    />
  )
}
