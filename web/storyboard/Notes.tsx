import CircleAlert from 'lucide-solid/icons/circle-alert'
import CircleCheck from 'lucide-solid/icons/circle-check'
import { Show } from 'solid-js'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { counted } from '../ui/words.ts'
import { focusBudget } from './BudgetCard.tsx'
import type { Board } from './board.ts'

/** Why an order was refused, beside what was asked for, and the way on. */
export function RefusedNote(props: { readonly board: Board; readonly partId: string | undefined }) {
  const refused = () => {
    const last = props.board.refused()
    return last?.partId === props.partId ? last : undefined
  }
  return (
    <Show when={refused()}>
      {(words) => (
        <div class="board-note" data-tone="bad" role="alert">
          <CircleAlert aria-hidden="true" />
          <p class="grow">
            <strong>{words().title}.</strong> {words().detail}
          </p>
          <Show when={words().wayOn === 'budget'}>
            <Button onClick={() => focusBudget()}>Change the budget</Button>
          </Show>
        </div>
      )}
    </Show>
  )
}

/** What was put into the video, how to see it there, and how to take it back. */
export function PlacedNote(props: { readonly board: Board }) {
  return (
    <div role="status">
      <Show when={props.board.placed()}>
        {(placed) => (
          <div class="board-note" data-tone="good">
            <CircleCheck aria-hidden="true" />
            <p class="grow">
              <strong>{counted(placed().parts, 'part')} in the video.</strong> The cuts are where they were.
            </p>
            <Button kind="ghost" onClick={() => void props.board.takeBack()}>
              Undo
            </Button>
            <ButtonLink href={`/videos/${props.board.video.id}/edit`}>See it in the editor</ButtonLink>
          </div>
        )}
      </Show>
    </div>
  )
}
