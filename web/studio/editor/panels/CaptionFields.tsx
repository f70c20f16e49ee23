import Trash from 'lucide-solid/icons/trash'
import { type CaptionLine, mostCaptionCharacters } from '#core/timeline/timeline.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Editor } from '../editor.ts'
import type { Playback } from '../playback.ts'
import { nothing } from '../selection.ts'

/** One line: its words, and where it begins and ends, by the playhead. */
export function CaptionFields(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly line: CaptionLine
  readonly index: number
}) {
  const endFrame = () => props.line.startFrame + props.line.lengthFrames
  const time = (startFrame: number, lengthFrames: number, words: string) =>
    props.editor.do(
      { kind: 'time-caption', index: props.index, startFrame, lengthFrames },
      { words, key: `caption-${props.index}-${words}` },
    )
  const now = () => props.playback.frame()
  return (
    <section class="panel-section" aria-label="The chosen line">
      <label class="field">
        <span class="field-label">Words</span>
        <textarea
          class="input title-words"
          rows={2}
          dir="auto"
          maxLength={mostCaptionCharacters}
          value={props.line.text}
          onInput={(event) => {
            // A line without a word would be refused: the last one stays until there is another.
            if (event.currentTarget.value.trim() !== '')
              props.editor.do(
                { kind: 'reword-caption', index: props.index, text: event.currentTarget.value },
                { words: 'Changed a caption', key: `caption-${props.index}-text` },
              )
          }}
          onChange={() => props.editor.endMove()}
        />
      </label>
      <fieldset class="row wrap" aria-label="When it is seen">
        <Button
          disabled={now() >= endFrame()}
          onClick={() => time(now(), endFrame() - now(), 'Let a caption begin here')}
        >
          Begin here
        </Button>
        <Button
          disabled={now() <= props.line.startFrame}
          onClick={() => time(props.line.startFrame, now() - props.line.startFrame, 'Let a caption end here')}
        >
          End here
        </Button>
        <Button onClick={() => time(now(), props.line.lengthFrames, 'Moved a caption')}>Move here</Button>
      </fieldset>
      <Button
        kind="danger"
        icon={<Trash aria-hidden="true" />}
        onClick={() =>
          props.editor.do(
            { kind: 'remove-caption', index: props.index },
            { words: 'Removed a caption', choose: nothing },
          )
        }
      >
        Remove this line
      </Button>
    </section>
  )
}
