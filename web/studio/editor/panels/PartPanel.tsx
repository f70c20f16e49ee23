import { createMemo, For, Show } from 'solid-js'
import { mostFrames } from '#core/timeline/edit/edit.ts'
import type { PaceWish } from '#core/timeline/edit/repace.ts'
import { meanEnergy } from '#core/timeline/song-range.ts'
import { secondsOfFrames } from '#core/units.ts'
import { Button } from '../../../ui/Button.tsx'
import { createMedia } from '../../../ui/media-query.ts'
import { clockOf, counted } from '../../../ui/words.ts'
import { type Commands, paceRangeOf } from '../commands.ts'
import type { Editor } from '../editor.ts'
import { clipsBetween } from '../lanes.ts'
import type { Playback } from '../playback.ts'
import { hintOf, type ShortcutId } from '../shortcuts.ts'
import { partAtFrame } from '../song-grid.ts'
import './panel.css'
import './part-panel.css'

const paces: readonly { readonly pace: PaceWish; readonly name: string; readonly key: ShortcutId }[] = [
  { pace: 4, name: '4 beats', key: 'pace-4' },
  { pace: 2, name: '2 beats', key: 'pace-2' },
  { pace: 1, name: 'Beat', key: 'pace-1' },
  { pace: 0.5, name: '½ beat', key: 'pace-half' },
  { pace: 'phrase', name: 'Phrase', key: 'pace-phrase' },
]

/** The part of the song, or the range, that the playhead is in, and how often it is cut. */
export function PartPanel(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly commands: Commands
}) {
  const range = createMemo(() => paceRangeOf(props.editor, props.playback.frame()), undefined, {
    equals: (a, b) => a?.startFrame === b?.startFrame && a?.endFrame === b?.endFrame,
  })
  const isTouched = createMedia('(pointer: coarse)')
  const part = createMemo(() => partAtFrame(props.editor.grid(), range().startFrame))
  const isPart = () => part()?.startFrame === range().startFrame && part()?.endFrame === range().endFrame
  const cuts = createMemo(() => {
    const { clips } = props.editor.settled()
    return clipsBetween(clips, range().startFrame, range().endFrame - 1).length
  })
  const clock = (frame: number) => clockOf(secondsOfFrames(frame, props.editor.settled().frameRate))
  const energy = createMemo(() => meanEnergyOf(props.editor, range()))
  return (
    <div class="panel">
      <header class="panel-head">
        <span class="part-dot" style={{ background: `var(--${part()?.colour ?? 'ink-3'})` }} />
        <strong>{isPart() ? part()?.name : props.editor.range() === undefined ? 'Chosen' : 'Range'}</strong>
        <span class="muted num">
          {clock(range().startFrame)} – {clock(range().endFrame)}
        </span>
      </header>
      <p class="small muted num">
        {counted(cuts(), 'clip')} · energy {Math.round(100 * energy())} %
      </p>
      <div class="panel-half">
        <p class="label panel-label" id="pace-label">
          Cut every
        </p>
        <fieldset class="pace-row" aria-labelledby="pace-label">
          <For each={paces}>
            {({ pace, name, key }) => (
              <button
                type="button"
                class="pace"
                title={`${name} (${hintOf(key)})`}
                disabled={!props.editor.grid().isTrusted}
                onClick={() => props.commands.setPace(pace)}
              >
                {name}
                <kbd>{hintOf(key)}</kbd>
              </button>
            )}
          </For>
        </fieldset>
        <Show when={!props.editor.grid().isTrusted}>
          <p class="small muted">
            This song has no steady beat that was found. Tap it along under Beats, and cuts can follow it.
          </p>
        </Show>
      </div>
      <div class="panel-half">
        <p class="label panel-label">Range</p>
        <div class="row wrap">
          <Button onClick={() => props.commands.markIn()}>
            Begin here <kbd>{hintOf('in')}</kbd>
          </Button>
          <Button onClick={() => props.commands.markOut()}>
            End here <kbd>{hintOf('out')}</kbd>
          </Button>
          <Show when={props.editor.range()}>
            <Button kind="ghost" onClick={() => props.commands.clearRange()}>
              Whole part <kbd>{hintOf('no-range')}</kbd>
            </Button>
          </Show>
        </div>
        <p class="small muted panel-hint">
          {isTouched()
            ? 'Or rest a finger on the song, then drag.'
            : 'Or drag over the song with Shift held.'}
        </p>
      </div>
      <EndOfVideo editor={props.editor} commands={props.commands} clock={clock} />
    </div>
  )
}

/** Where the video ends, and where in its song it could. */
function EndOfVideo(props: {
  readonly editor: Editor
  readonly commands: Commands
  readonly clock: (frame: number) => string
}) {
  const isShorter = () => {
    const timeline = props.editor.settled()
    return timeline.lengthFrames < mostFrames(timeline, props.editor.analysis)
  }
  return (
    <div class="panel-half">
      <p class="label panel-label">
        The video ends at <span class="num">{props.clock(props.editor.settled().lengthFrames)}</span>
      </p>
      <div class="row wrap">
        <Button onClick={() => props.commands.endHere()}>End it here</Button>
        <Show when={isShorter()}>
          <Button onClick={() => props.commands.endWithSong()}>End it with the song</Button>
        </Show>
      </div>
    </div>
  )
}

function meanEnergyOf(
  editor: Editor,
  range: { readonly startFrame: number; readonly endFrame: number },
): number {
  const { songStartSeconds, frameRate } = editor.settled()
  const at = (frame: number) => songStartSeconds + secondsOfFrames(frame, frameRate)
  return meanEnergy(editor.analysis, at(range.startFrame), at(range.endFrame))
}
