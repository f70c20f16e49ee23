import { RadioGroup } from '@kobalte/core/radio-group'
import CircleAlert from 'lucide-solid/icons/circle-alert'
import Trash from 'lucide-solid/icons/trash'
import { For, Show } from 'solid-js'
import { thumbnailUrl } from '../api/calls.ts'
import { isFinal } from '../api/follow.ts'
import { createJob } from '../api/jobs.ts'
import { LookPicture } from '../media/LookPicture.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Progress } from '../ui/Progress.tsx'
import { leftOf } from '../ui/words.ts'
import type { Board } from './board.ts'
import type { PartMusic } from './part-music.ts'
import type { StoryboardPart, Take } from './shapes.ts'
import { lostWords, priceWords, takeName } from './words.ts'

/** Stands for no take at all: the part shows what the video shows there. */
const none = 'none'

/** The takes of a part: those that can be picked, those under way, and the last one if it came to nothing. */
export function TakeList(props: {
  readonly board: Board
  readonly part: StoryboardPart
  readonly music: PartMusic
}) {
  const made = () => props.part.takes.filter(({ result }) => result !== null)
  const coming = () => props.part.takes.filter(({ status }) => !isFinal(status))
  const lost = () =>
    props.part.takes.slice(0, 1).filter(({ status }) => status === 'failed' || status === 'cancelled')
  return (
    <>
      <Show
        when={made().length > 0}
        fallback={<p class="small muted">No take yet: the video keeps the pictures that are there.</p>}
      >
        <TakeChoices {...props} made={made()} />
      </Show>
      <For each={coming()}>{(take) => <ComingTake board={props.board} take={take} />}</For>
      <For each={lost()}>
        {(take) => (
          <div class="board-note" data-tone="bad" role="status">
            <CircleAlert aria-hidden="true" />
            <p class="grow">{lostWords(take)}</p>
            <Button
              kind="ghost"
              onClick={() => void props.board.attempt(() => props.board.remove(take), 'The take stays')}
            >
              Dismiss
            </Button>
          </div>
        )}
      </For>
    </>
  )
}

function TakeChoices(props: {
  readonly board: Board
  readonly part: StoryboardPart
  readonly music: PartMusic
  readonly made: readonly Take[]
}) {
  const pick = (value: string) => {
    const pickedTakeId = value === none ? null : value
    if (pickedTakeId === props.part.pickedTakeId) return
    const { attempt, changePart } = props.board
    void attempt(() => changePart(props.part.id, { pickedTakeId }), 'The pick stays')
  }
  return (
    <RadioGroup value={props.part.pickedTakeId ?? none} onChange={pick} class="takes">
      <RadioGroup.Label class="unseen">Take for {props.part.title}</RadioGroup.Label>
      <For each={props.made}>
        {(take) => (
          <div class="take-cell">
            <RadioGroup.Item value={take.id} class="take">
              <RadioGroup.ItemInput />
              <span class="take-picture" data-aspect={props.board.board.aspect}>
                <TakePicture take={take} {...props} />
              </span>
              <RadioGroup.ItemLabel class="take-name">
                {takeName(take, props.part.takes)}
              </RadioGroup.ItemLabel>
              <span class="take-note num">{priceWords(take.priceMicroDollars)}</span>
            </RadioGroup.Item>
            <IconButton
              class="take-remove"
              kind="ghost"
              label={`Remove ${takeName(take, props.part.takes)} of ${props.part.title}`}
              icon={<Trash aria-hidden="true" />}
              onClick={() => void props.board.attempt(() => props.board.remove(take), 'The take stays')}
            />
          </div>
        )}
      </For>
      <RadioGroup.Item value={none} class="take take-none">
        <RadioGroup.ItemInput />
        <RadioGroup.ItemLabel class="take-name">None of them</RadioGroup.ItemLabel>
        <span class="take-note">keep what is there</span>
      </RadioGroup.Item>
    </RadioGroup>
  )
}

function TakePicture(props: {
  readonly board: Board
  readonly part: StoryboardPart
  readonly music: PartMusic
  readonly take: Take
}) {
  const drawn = () => (props.take.result?.kind === 'look' ? props.take.result : undefined)
  const mediaId = () => {
    const result = props.take.result
    return result === null || result.kind === 'look' ? undefined : result.mediaId
  }
  return (
    <>
      <Show when={drawn()}>
        {(look) => (
          <LookPicture drawn={look()} aspect={props.board.board.aspect} music={props.music(props.part)} />
        )}
      </Show>
      <Show when={mediaId()}>
        {(id) => <img src={thumbnailUrl(id(), 'small')} alt="" loading="lazy" decoding="async" />}
      </Show>
    </>
  )
}

function ComingTake(props: { readonly board: Board; readonly take: Take }) {
  const { refresh, cancel, attempt } = props.board
  const following = createJob(
    () => props.take.jobId ?? undefined,
    () => void attempt(refresh, 'The storyboard could not be read again'),
  )
  const left = () => {
    const seconds = following.secondsLeft()
    return seconds === undefined ? undefined : leftOf(seconds)
  }
  return (
    <div class="row coming-take">
      <div class="grow">
        <Progress label={following.stage()} value={following.job()?.progress ?? 0} note={left()} />
        <p class="small muted num">{priceWords(props.take.priceMicroDollars)} when it is there</p>
      </div>
      <Button
        kind="ghost"
        onClick={() => void attempt(() => cancel(props.take), 'The take could not be cancelled')}
      >
        Cancel
      </Button>
    </div>
  )
}
