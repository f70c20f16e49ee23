import Sparkles from 'lucide-solid/icons/sparkles'
import { createMemo, Show } from 'solid-js'
import { promptLimits } from '#core/storyboard/prompt.ts'
import type { VisualLook } from '#core/timeline/timeline.ts'
import type { LoadedHandle } from '../api/loaded.ts'
import type { Media } from '../api/shapes.ts'
import { looks } from '../media/looks.ts'
import { partAt, partsOf } from '../player/parts.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { StatusChip } from '../ui/StatusChip.tsx'
import { clockOf, counted, percentOf } from '../ui/words.ts'
import type { Board } from './board.ts'
import { RefusedNote } from './Notes.tsx'
import { PartWave } from './PartWave.tsx'
import type { PartMusic } from './part-music.ts'
import { isPlaced } from './placed.ts'
import { References } from './References.tsx'
import type { Model, StoryboardPart } from './shapes.ts'
import { TakeList } from './TakeList.tsx'
import { WrittenField } from './WrittenField.tsx'
import { modelWords, pressWords, priceWords } from './words.ts'

type PartProps = {
  readonly board: Board
  readonly part: StoryboardPart
  readonly library: LoadedHandle<readonly Media[]>
  readonly music: PartMusic
}

/** One part of the song: what is asked for, who makes it, and the takes there are. */
export function PartCard(props: PartProps) {
  const titleId = () => `${props.part.id}-title`
  const { order, busy, changePart } = props.board
  const save = (prompt: string) =>
    changePart(props.part.id, { prompt: prompt.trim() === '' ? null : prompt.trim() })
  return (
    <article class="card padded part-card" aria-labelledby={titleId()}>
      <PartHead {...props} titleId={titleId()} />
      <div class="part-wish stack">
        <WrittenField
          board={props.board}
          field={props.part.id}
          label="In words"
          value={props.part.prompt}
          mostCharacters={promptLimits.promptCharacters}
          placeholder={props.part.suggestedPrompt}
          hint={props.part.kind === 'look' ? 'For models. Looks are drawn from the music alone.' : undefined}
          onSave={save}
        />
        <ModelChoice {...props} />
      </div>
      <div class="part-takes stack">
        <TakeList {...props} />
        <RefusedNote board={props.board} partId={props.part.id} />
        <Button
          class="part-press"
          icon={<Sparkles aria-hidden="true" />}
          disabled={busy() !== undefined}
          aria-label={`${pressWords([props.part])}, ${props.part.title}`}
          onClick={() => void order([props.part])}
        >
          {pressWords([props.part])}
        </Button>
      </div>
    </article>
  )
}

function PartHead(props: PartProps & { readonly titleId: string }) {
  const { documents, timeline } = props.board
  const endSeconds = () => props.part.songSeconds + props.part.durationSeconds
  const colour = createMemo(
    () => partAt(partsOf(documents.analysis), props.part.songSeconds + 0.01)?.colour ?? 'ink-3',
  )
  const bars = createMemo(() => {
    const inside = ({ time, position }: { time: number; position: number }) =>
      position === 1 && time >= props.part.songSeconds - 0.05 && time < endSeconds() - 0.05
    return documents.analysis.beats.filter(inside).length
  })
  return (
    <header class="part-head">
      <div class="row wrap">
        <span class="part-dot" style={{ background: `var(--${colour()})` }} />
        <h3 id={props.titleId}>{props.part.title}</h3>
        <p class="small muted num">
          {clockOf(props.part.songSeconds)} – {clockOf(endSeconds())}
          {bars() === 0 ? '' : ` · ${counted(bars(), 'bar')}`} · energy {percentOf(props.part.energy)}
        </p>
        <Show when={isPlaced(timeline(), props.part)}>
          <span class="part-placed">
            <StatusChip tone="good">In the video</StatusChip>
          </span>
        </Show>
      </div>
      <PartWave documents={documents} fromSeconds={props.part.songSeconds} toSeconds={endSeconds()} />
    </header>
  )
}

function ModelChoice(props: PartProps) {
  const { board, models, changePart, attempt } = props.board
  const model = () => models.find(({ id }) => id === props.part.modelId)
  const offered = () => models.filter((each) => each.isAvailable || each.id === props.part.modelId)
  const change = (patch: Parameters<typeof changePart>[1]) =>
    void attempt(() => changePart(props.part.id, patch), 'The part stays as it is')
  return (
    <>
      <div class="part-choices">
        <Show when={offered().length > 1}>
          <Select
            label="Made by"
            choices={offered().map((each) => ({
              value: each.id,
              name: `${each.title} · ${priceWords(each.priceMicroDollars)}`,
            }))}
            value={props.part.modelId}
            onChange={(modelId) => change({ modelId })}
          />
        </Show>
        <Show when={props.part.kind === 'look'}>
          <Select<VisualLook | 'song'>
            label="Look"
            choices={[{ value: 'song', name: 'Chosen by the song' }, ...looks]}
            value={props.part.look ?? 'song'}
            onChange={(look) => change({ look: look === 'song' ? null : look })}
          />
        </Show>
      </div>
      <Show when={model()}>{(found) => <ModelNote model={found()} {...props} aspect={board.aspect} />}</Show>
      <Show when={model()?.needsPicture}>
        <References
          label={`Pictures of ${props.part.title}`}
          hint="Without any, those for all parts count."
          chosen={props.part.referenceMediaIds}
          library={props.library}
          onChange={(referenceMediaIds) =>
            attempt(
              () => changePart(props.part.id, { referenceMediaIds: [...referenceMediaIds] }),
              'The pictures stay',
            )
          }
        />
      </Show>
    </>
  )
}

function ModelNote(props: { readonly model: Model; readonly aspect: Board['board']['aspect'] }) {
  return (
    <p class="small muted num">
      {modelWords(props.model, props.aspect)}
      <Show when={!props.model.isAvailable && props.model.whyNot}>{(words) => <> · {words()}</>}</Show>
    </p>
  )
}
