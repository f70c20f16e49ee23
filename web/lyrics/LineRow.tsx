import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Merge from 'lucide-solid/icons/between-horizontal-end'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { For, Show } from 'solid-js'
import {
  addLine,
  joinLines,
  nudgeLine,
  removeLine,
  rewriteLine,
  splitLine,
  swapLines,
} from '#core/lyrics/edit.ts'
import { mostCharactersOfLine } from '#core/lyrics/limits.ts'
import type { LyricLine } from '#core/lyrics/lyrics.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { clockOf } from '../ui/words.ts'
import type { Desk } from './desk.ts'
import { replayLine } from './keys.ts'

const nudges = [
  { ms: -100, name: '−100', words: '100 milliseconds earlier' },
  { ms: -10, name: '−10', words: '10 milliseconds earlier' },
  { ms: 10, name: '+10', words: '10 milliseconds later' },
  { ms: 100, name: '+100', words: '100 milliseconds later' },
]

/** One line: when it is sung, its text, and, where it is the chosen one, what can be done to it. */
export function LineRow(props: {
  readonly desk: Desk
  readonly line: LyricLine
  readonly at: number
  readonly isSung: boolean
}) {
  const isChosen = () => props.desk.at() === props.at
  const hundredths = () => String(Math.floor((props.line.startSeconds % 1) * 100 + 1e-6)).padStart(2, '0')
  return (
    <li
      class="line-row"
      classList={{ sung: props.isSung, chosen: isChosen(), guess: props.line.isGuess }}
      aria-current={isChosen() ? 'true' : undefined}
    >
      <button
        type="button"
        class="line-time num"
        title="Hear this line"
        onClick={() => {
          props.desk.choose(props.at)
          replayLine(props.desk, props.at)
        }}
      >
        {clockOf(props.line.startSeconds)}
        <span class="line-hundredths">.{hundredths()}</span>
        <span class="unseen">, hear line {props.at + 1}</span>
      </button>
      <input
        class="line-text"
        dir="auto"
        value={props.line.text}
        maxLength={mostCharactersOfLine}
        aria-label={`Line ${props.at + 1}`}
        onFocus={() => props.desk.choose(props.at)}
        onInput={(event) => {
          const text = event.currentTarget.value
          props.desk.change(({ lines }) => rewriteLine(lines, props.at, text), `text ${props.at}`)
        }}
        // A line without a letter is no line: it is taken out, or what it was comes back.
        onBlur={(event) => {
          event.currentTarget.value = props.line.text
        }}
        onKeyDown={(event) => editAtCursor(props.desk, props.at, event)}
      />
      <Show when={props.line.isGuess}>
        <span class="guess-mark">guess</span>
      </Show>
      <Show when={props.line.words.length > 0}>
        <span class="faint small word-mark">words timed</span>
      </Show>
      <Show when={isChosen()}>
        <LineTools desk={props.desk} at={props.at} />
      </Show>
    </li>
  )
}

/** Enter splits a line at the cursor; Backspace before its first letter joins it with the one above. */
function editAtCursor(
  desk: Desk,
  at: number,
  event: KeyboardEvent & { currentTarget: HTMLInputElement },
): void {
  const { selectionStart, selectionEnd, value } = event.currentTarget
  if (event.key === 'Escape') event.currentTarget.blur()
  else if (event.key === 'Enter') {
    event.preventDefault()
    desk.change(({ lines }) => splitLine(lines, at, selectionStart ?? value.length))
  } else if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0 && at > 0) {
    event.preventDefault()
    desk.change(({ lines }) => joinLines(lines, at - 1))
    desk.choose(at - 1)
  }
}

function LineTools(props: { readonly desk: Desk; readonly at: number }) {
  const { desk } = props
  return (
    <section class="line-tools" aria-label={`Line ${props.at + 1}`}>
      <For each={nudges}>
        {({ ms, name, words }) => (
          <Button
            kind="ghost"
            class="num"
            aria-label={words}
            title={words}
            onClick={() => desk.change((sheet) => nudgeLine(sheet, props.at, ms / 1000), `nudge ${props.at}`)}
          >
            {name}
          </Button>
        )}
      </For>
      <span class="tools-gap" />
      <IconButton
        kind="ghost"
        label="Move the line up"
        icon={<ArrowUp aria-hidden="true" />}
        disabled={props.at === 0}
        onClick={() => {
          desk.change(({ lines }) => swapLines(lines, props.at - 1))
          desk.choose(props.at - 1)
        }}
      />
      <IconButton
        kind="ghost"
        label="Move the line down"
        icon={<ArrowDown aria-hidden="true" />}
        disabled={props.at === desk.lines().length - 1}
        onClick={() => {
          desk.change(({ lines }) => swapLines(lines, props.at))
          desk.choose(props.at + 1)
        }}
      />
      <IconButton
        kind="ghost"
        label="Join with the next line"
        icon={<Merge aria-hidden="true" />}
        disabled={props.at === desk.lines().length - 1}
        onClick={() => desk.change(({ lines }) => joinLines(lines, props.at))}
      />
      <IconButton
        kind="ghost"
        label="Add a line below"
        icon={<Plus aria-hidden="true" />}
        onClick={() => {
          desk.change((sheet) => addLine(sheet, props.at, 'New line'))
          desk.choose(props.at + 1)
        }}
      />
      <IconButton
        kind="ghost"
        label="Take the line out"
        icon={<Trash aria-hidden="true" />}
        onClick={() => desk.change(({ lines }) => removeLine(lines, props.at))}
      />
    </section>
  )
}
