import { Show } from 'solid-js'
import type { CaptionStyle } from '#core/timeline/timeline.ts'
import { type Choice, SegmentedControl } from '../../../ui/Choices.tsx'
import type { Editor } from '../editor.ts'
import { ColourField, LetteringFields, PlaceField } from './LetteringFields.tsx'

const looks: readonly Choice<CaptionStyle['look']>[] = [
  { value: 'lines', name: 'Lines' },
  { value: 'karaoke', name: 'Karaoke' },
  { value: 'word', name: 'Word by word' },
]
const wordsOf: Readonly<Record<keyof CaptionStyle, string>> = {
  look: 'Changed the look of captions',
  place: 'Put the captions elsewhere',
  size: 'Changed the size of captions',
  colour: 'Changed the colour of captions',
  highlight: 'Changed the colour of what is sung',
  font: 'Changed the font of captions',
  backing: 'Changed what is behind captions',
}

/** How all captions look. Every change is seen in the picture at once. */
export function CaptionStyleSection(props: { readonly editor: Editor; readonly style: CaptionStyle }) {
  const set = (style: Partial<CaptionStyle>, name: keyof CaptionStyle) =>
    props.editor.do(
      { kind: 'style-captions', style },
      // What is dragged along a slider is one step.
      { words: wordsOf[name], key: `captions-${name}` },
    )
  return (
    <section class="panel-section" aria-label="How captions look">
      <SegmentedControl
        label="Look"
        choices={looks}
        value={props.style.look}
        onChange={(look) => set({ look }, 'look')}
      />
      <Show when={props.style.look === 'karaoke'}>
        <ColourField
          label="What is sung"
          value={props.style.highlight}
          onInput={(highlight) => set({ highlight }, 'highlight')}
          onSettled={() => props.editor.endMove()}
        />
      </Show>
      <PlaceField value={props.style.place} onChange={(place) => set({ place }, 'place')} />
      <LetteringFields
        value={props.style}
        sizeStep={0.005}
        onChange={(name, change) => set(change, name)}
        onSettled={() => props.editor.endMove()}
      />
    </section>
  )
}
