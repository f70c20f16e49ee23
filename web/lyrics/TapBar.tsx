import Redo from 'lucide-solid/icons/redo-2'
import Undo from 'lucide-solid/icons/undo-2'
import { createMemo, Show } from 'solid-js'
import { wordsOf } from '#core/lyrics/words.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { SegmentedControl } from '../ui/Choices.tsx'
import type { Desk, TapMode } from './desk.ts'
import { togglePlaying } from './keys.ts'

/** The big button under the thumb: what it says is what the next tap gives its time to. */
export function TapBar(props: {
  readonly desk: Desk
  readonly isSlow: boolean
  readonly onSlow: (isSlow: boolean) => void
}) {
  const line = createMemo(() => props.desk.lines()[props.desk.at()])
  const press = () => {
    if (props.desk.clock.playing()) props.desk.tap()
    else togglePlaying(props.desk)
  }
  return (
    <section class="tap-bar" aria-label="Tap along">
      <div class="tap-tools">
        <SegmentedControl<TapMode>
          label="What a tap times"
          hideLabel
          choices={[
            { value: 'lines', name: 'Lines' },
            { value: 'words', name: 'Words' },
          ]}
          value={props.desk.mode()}
          onChange={props.desk.setMode}
        />
        <Button aria-pressed={props.isSlow} onClick={() => props.onSlow(!props.isSlow)}>
          {props.isSlow ? '½ speed' : '1× speed'}
        </Button>
        <IconButton
          label="Undo"
          icon={<Undo aria-hidden="true" />}
          disabled={!props.desk.canUndo()}
          onClick={() => props.desk.undo()}
        />
        <IconButton
          label="Redo"
          icon={<Redo aria-hidden="true" />}
          disabled={!props.desk.canRedo()}
          onClick={() => props.desk.redo()}
        />
      </div>
      <button
        type="button"
        class="tap-button"
        disabled={line() === undefined}
        // As the finger comes down, not as it leaves: that is when the line begins.
        onPointerDown={(event) => {
          if (event.button !== 0) return
          press()
        }}
        onClick={(event) => event.detail === 0 && press()}
      >
        <span class="tap-verb">
          <Show when={line() !== undefined} fallback="Everything is tapped">
            {props.desk.clock.playing() ? 'Tap when it begins' : 'Play, then tap each line'}
          </Show>
        </span>
        <span class="tap-next" dir="auto">
          <Show when={line()} fallback="Choose a line to tap it again">
            {(next) => (
              <Show when={props.desk.mode() === 'words'} fallback={next().text}>
                <NextWords text={next().text} word={props.desk.word()} />
              </Show>
            )}
          </Show>
        </span>
      </button>
    </section>
  )
}

/** The word that is tapped next, and what comes after it. */
function NextWords(props: { readonly text: string; readonly word: number }) {
  const words = createMemo(() => wordsOf(props.text).slice(props.word))
  return (
    <>
      <strong>{words()[0]}</strong> <span class="tap-later">{words().slice(1, 6).join(' ')}</span>
    </>
  )
}
