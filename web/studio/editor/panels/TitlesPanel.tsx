import Copy from 'lucide-solid/icons/copy'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, Show } from 'solid-js'
import type { Title } from '#core/timeline/timeline.ts'
import { Button } from '../../../ui/Button.tsx'
import { type Choice, SegmentedControl } from '../../../ui/Choices.tsx'
import type { Commands } from '../commands.ts'
import type { Editor } from '../editor.ts'
import type { Playback } from '../playback.ts'
import { hintOf } from '../shortcuts.ts'
import { type Lettering, LetteringFields, PlaceField } from './LetteringFields.tsx'
import { WordsList } from './WordsList.tsx'
import './panel.css'
import './titles-panel.css'

const animations: readonly Choice<Title['animation']>[] = [
  { value: 'none', name: 'At once' },
  { value: 'fade', name: 'Fade' },
  { value: 'rise', name: 'Rise' },
  { value: 'pop', name: 'Pop' },
]

const letteringWords: Readonly<Record<keyof Lettering, string>> = {
  place: 'Put the title elsewhere',
  size: 'Changed the size',
  colour: 'Changed the colour',
  font: 'Changed the font',
  backing: 'Changed what is behind the words',
}

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
        <WordsList
          editor={props.editor}
          playback={props.playback}
          label="Titles"
          items={props.editor.settled().titles}
          chosen={chosen()}
          onChoose={(title) => props.editor.choose({ kind: 'title', title })}
        />
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
      <PlaceField value={props.title.place} onChange={(place) => set({ place }, letteringWords.place)} />
      <LetteringFields
        value={props.title}
        sizeStep={0.01}
        onChange={(name, change) => set(change, letteringWords[name])}
        onSettled={() => props.editor.endMove()}
      />
      <SegmentedControl
        label="How they come"
        choices={animations}
        value={props.title.animation}
        onChange={(animation) => set({ animation }, 'Changed how the words come')}
      />
      <div class="row wrap">
        <Button icon={<Copy aria-hidden="true" />} onClick={() => props.commands.duplicate()}>
          Double <kbd>{hintOf('duplicate')}</kbd>
        </Button>
        <Button kind="danger" icon={<Trash aria-hidden="true" />} onClick={() => props.commands.remove()}>
          Remove <kbd>{hintOf('remove')}</kbd>
        </Button>
      </div>
    </section>
  )
}
