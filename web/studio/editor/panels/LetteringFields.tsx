import { For } from 'solid-js'
import { type Title, TitlePlace } from '#core/timeline/timeline.ts'
import { type Choice, SegmentedControl } from '../../../ui/Choices.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { percentOf } from '../../../ui/words.ts'

/** How words over the picture are lettered: what titles and captions share. */
export type Lettering = Pick<Title, 'place' | 'size' | 'colour' | 'font' | 'backing'>

const fonts: readonly Choice<Title['font']>[] = [
  { value: 'bricolage', name: 'Bricolage' },
  { value: 'inter', name: 'Inter' },
]
const backings: readonly Choice<Title['backing']>[] = [
  { value: 'none', name: 'None' },
  { value: 'shadow', name: 'Shadow' },
  { value: 'box', name: 'Box' },
]

/** Where words stand in the frame, as a picture of the frame. */
export function PlaceField(props: {
  readonly value: Title['place']
  readonly onChange: (place: Title['place']) => void
}) {
  return (
    <fieldset class="place-grid">
      <legend class="field-label">Place</legend>
      <For each={TitlePlace.options}>
        {(place) => (
          <button
            type="button"
            class="place"
            aria-label={place}
            title={place}
            aria-pressed={props.value === place}
            onClick={() => props.onChange(place)}
          />
        )}
      </For>
    </fieldset>
  )
}

/** Size, colour, font and ground of words. `onSettled` hears that a value which is dragged was let go. */
export function LetteringFields(props: {
  readonly value: Omit<Lettering, 'place'>
  readonly sizeStep: number
  /** Hears what was changed by its name, too: the same again is the same step. */
  readonly onChange: (name: keyof Lettering, change: Partial<Lettering>) => void
  readonly onSettled: () => void
}) {
  return (
    <>
      <Slider
        label="Size"
        min={0.03}
        max={0.3}
        step={props.sizeStep}
        value={props.value.size}
        words={percentOf(props.value.size)}
        onInput={(size) => props.onChange('size', { size })}
        onSettled={() => props.onSettled()}
      />
      <ColourField
        label="Colour"
        value={props.value.colour}
        onInput={(colour) => props.onChange('colour', { colour })}
        onSettled={() => props.onSettled()}
      />
      <SegmentedControl
        label="Font"
        choices={fonts}
        value={props.value.font}
        onChange={(font) => props.onChange('font', { font })}
      />
      <SegmentedControl
        label="Behind the words"
        choices={backings}
        value={props.value.backing}
        onChange={(backing) => props.onChange('backing', { backing })}
      />
    </>
  )
}

/** A colour, as the system picks one. */
export function ColourField(props: {
  readonly label: string
  readonly value: string
  readonly onInput: (colour: string) => void
  readonly onSettled: () => void
}) {
  return (
    <label class="row between">
      <span class="field-label">{props.label}</span>
      <input
        class="colour"
        type="color"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value.toLowerCase())}
        onChange={() => props.onSettled()}
      />
    </label>
  )
}
