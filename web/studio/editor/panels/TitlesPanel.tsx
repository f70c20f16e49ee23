import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, For, Show } from 'solid-js'
import type { Title } from '#core/timeline/timeline.ts'
import { TitlePlace } from '#core/timeline/timeline.ts'
import { secondsOfFrames } from '#core/units.ts'
import { Button } from '../../../ui/Button.tsx'
import { type Choice, SegmentedControl } from '../../../ui/Choices.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { clockOf, percentOf } from '../../../ui/words.ts'
import type { Commands } from '../commands.ts'
import type { Editor } from '../editor.ts'
import type { Playback } from '../playback.ts'
import { hintOf } from '../shortcuts.ts'
import './panel.css'
import './titles-panel.css'

const fonts: readonly Choice<Title['font']>[] = [
  { value: 'bricolage', name: 'Bricolage' },
  { value: 'inter', name: 'Inter' },
]
const backings: readonly Choice<Title['backing']>[] = [
  { value: 'none', name: 'None' },
  { value: 'shadow', name: 'Shadow' },
  { value: 'box', name: 'Box' },
]
const animations: readonly Choice<Title['animation']>[] = [
  { value: 'none', name: 'At once' },
  { value: 'fade', name: 'Fade' },
  { value: 'rise', name: 'Rise' },
  { value: 'pop', name: 'Pop' },
]

/** The titles of the video as a list, and everything about the chosen one. */
export function TitlesPanel(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly commands: Commands
}) {
  const chosen = createMemo(() => {
    const selection = props.editor.selection()
    return selection.kind === 'title' ? selection.title : undefined
  })
  const clock = (frame: number) => clockOf(secondsOfFrames(frame, props.editor.settled().frameRate))
  return (
    <div class="panel">
      <div class="row between">
        <p class="label">Titles</p>
        <Button icon={<Plus aria-hidden="true" />} onClick={() => props.commands.addTitle()}>
          Add here <kbd>{hintOf('title')}</kbd>
        </Button>
      </div>
      <Show
        when={props.editor.settled().titles.length > 0}
        fallback={
          <p class="small muted">
            Words over the picture: a name at the beginning, a line of the chorus, a thank-you at the end.
          </p>
        }
      >
        <ul class="title-list">
          <For each={props.editor.settled().titles}>
            {(title, index) => (
              <li>
                <button
                  type="button"
                  class="title-row"
                  aria-pressed={chosen() === index()}
                  onClick={() => {
                    props.editor.choose({ kind: 'title', title: index() })
                    props.playback.seek(title.startFrame + Math.min(12, title.lengthFrames >> 1))
                  }}
                >
                  <span class="grow clip">{title.text}</span>
                  <span class="muted num small">{clock(title.startFrame)}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={chosen() !== undefined && props.editor.settled().titles[chosen() ?? -1]}>
        {(title) => (
          <TitleFields
            editor={props.editor}
            commands={props.commands}
            title={title()}
            index={chosen() ?? 0}
          />
        )}
      </Show>
    </div>
  )
}

function TitleFields(props: {
  readonly editor: Editor
  readonly commands: Commands
  readonly title: Title
  readonly index: number
}) {
  const set = (change: Partial<Title>, words: string) =>
    props.editor.do(
      { kind: 'change-title', index: props.index, title: { ...props.title, ...change } },
      // Letters typed one after the other are one step.
      { words, key: `title-${props.index}-${Object.keys(change).join()}` },
    )
  return (
    <section class="panel-section" aria-label="The chosen title">
      <label class="field">
        <span class="field-label">Words</span>
        <textarea
          class="input title-words"
          rows={2}
          maxLength={300}
          value={props.title.text}
          onInput={(event) => {
            // A title without a word would be refused: the last one stays until there is another.
            if (event.currentTarget.value.trim() !== '')
              set({ text: event.currentTarget.value }, 'Changed the words')
          }}
          onChange={() => props.editor.endMove()}
        />
      </label>
      <fieldset class="place-grid">
        <legend class="field-label">Place</legend>
        <For each={TitlePlace.options}>
          {(place) => (
            <button
              type="button"
              class="place"
              aria-label={place}
              title={place}
              aria-pressed={props.title.place === place}
              onClick={() => set({ place }, `Title at the ${place}`)}
            />
          )}
        </For>
      </fieldset>
      <Slider
        label="Size"
        min={0.03}
        max={0.3}
        step={0.01}
        value={props.title.size}
        words={percentOf(props.title.size)}
        onInput={(size) => set({ size }, 'Changed the size')}
        onSettled={() => props.editor.endMove()}
      />
      <label class="row between">
        <span class="field-label">Colour</span>
        <input
          class="colour"
          type="color"
          value={props.title.colour}
          onInput={(event) => set({ colour: event.currentTarget.value.toLowerCase() }, 'Changed the colour')}
          onChange={() => props.editor.endMove()}
        />
      </label>
      <SegmentedControl
        label="Font"
        choices={fonts}
        value={props.title.font}
        onChange={(font) => set({ font }, 'Changed the font')}
      />
      <SegmentedControl
        label="Behind the words"
        choices={backings}
        value={props.title.backing}
        onChange={(backing) => set({ backing }, 'Changed what is behind the words')}
      />
      <SegmentedControl
        label="How they come"
        choices={animations}
        value={props.title.animation}
        onChange={(animation) => set({ animation }, 'Changed how the words come')}
      />
      <Button kind="danger" icon={<Trash aria-hidden="true" />} onClick={() => props.commands.remove()}>
        Remove this title <kbd>{hintOf('remove')}</kbd>
      </Button>
    </section>
  )
}
