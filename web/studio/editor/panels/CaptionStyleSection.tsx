import { For } from 'solid-js'
import { type CaptionStyle, TitlePlace } from '#core/timeline/timeline.ts'
import { type Choice, SegmentedControl } from '../../../ui/Choices.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { percentOf } from '../../../ui/words.ts'
import type { Editor } from '../editor.ts'

const looks: readonly Choice<CaptionStyle['look']>[] = [
  { value: 'lines', name: 'Lines' },
  { value: 'karaoke', name: 'Karaoke' },
  { value: 'word', name: 'Word by word' },
]
const fonts: readonly Choice<CaptionStyle['font']>[] = [
  { value: 'bricolage', name: 'Bricolage' },
  { value: 'inter', name: 'Inter' },
]
const backings: readonly Choice<CaptionStyle['backing']>[] = [
  { value: 'none', name: 'None' },
  { value: 'shadow', name: 'Shadow' },
  { value: 'box', name: 'Box' },
]

/** How all captions look. Every change is seen in the picture at once. */
export function CaptionStyleSection(props: { readonly editor: Editor; readonly style: CaptionStyle }) {
  const set = (style: Partial<CaptionStyle>, words: string) =>
    props.editor.do(
      { kind: 'style-captions', style },
      { words, key: `captions-${Object.keys(style).join()}` },
    )
  return (
    <section class="panel-section" aria-label="How captions look">
      <SegmentedControl
        label="Look"
        choices={looks}
        value={props.style.look}
        onChange={(look) => set({ look }, 'Changed the look of captions')}
      />
      <fieldset class="place-grid">
        <legend class="field-label">Place</legend>
        <For each={TitlePlace.options}>
          {(place) => (
            <button
              type="button"
              class="place"
              aria-label={place}
              title={place}
              aria-pressed={props.style.place === place}
              onClick={() => set({ place }, `Captions at the ${place}`)}
            />
          )}
        </For>
      </fieldset>
      <Slider
        label="Size"
        min={0.03}
        max={0.3}
        step={0.005}
        value={props.style.size}
        words={percentOf(props.style.size)}
        onInput={(size) => set({ size }, 'Changed the size of captions')}
        onSettled={() => props.editor.endMove()}
      />
      <Colour
        label="Colour"
        value={props.style.colour}
        onInput={(colour) => set({ colour }, 'Changed the colour of captions')}
        onSettled={() => props.editor.endMove()}
      />
      {props.style.look === 'karaoke' && (
        <Colour
          label="What is sung"
          value={props.style.highlight}
          onInput={(highlight) => set({ highlight }, 'Changed the colour of what is sung')}
          onSettled={() => props.editor.endMove()}
        />
      )}
      <SegmentedControl
        label="Font"
        choices={fonts}
        value={props.style.font}
        onChange={(font) => set({ font }, 'Changed the font of captions')}
      />
      <SegmentedControl
        label="Behind the words"
        choices={backings}
        value={props.style.backing}
        onChange={(backing) => set({ backing }, 'Changed what is behind captions')}
      />
    </section>
  )
}

function Colour(props: {
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
