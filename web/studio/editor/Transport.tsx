import Magnet from 'lucide-solid/icons/magnet'
import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import Redo from 'lucide-solid/icons/redo-2'
import Scissors from 'lucide-solid/icons/scissors'
import Undo from 'lucide-solid/icons/undo-2'
import ZoomIn from 'lucide-solid/icons/zoom-in'
import ZoomOut from 'lucide-solid/icons/zoom-out'
import { Show } from 'solid-js'
import { secondsOfFrames } from '#core/units.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { clockOf } from '../../ui/words.ts'
import type { Commands } from './commands.ts'
import type { Editor } from './editor.ts'
import type { SnapMode } from './outlook.ts'
import type { Playback } from './playback.ts'
import { hintOf } from './shortcuts.ts'
import { partAtFrame, shortPlaceOf } from './song-grid.ts'
import type { TimelineView } from './timeline-view.ts'
import './transport.css'

const snapWords: Readonly<Record<SnapMode, string>> = {
  beat: 'Snap to beats',
  bar: 'Snap to bars',
  part: 'Snap to parts',
  free: 'No snapping',
}
const snapOrder: readonly SnapMode[] = ['beat', 'bar', 'part', 'free']

/** The next way of snapping, round and round. */
export function nextSnap(mode: SnapMode): SnapMode {
  return snapOrder[(snapOrder.indexOf(mode) + 1) % snapOrder.length] ?? 'beat'
}

/** Between the picture and the song: playing, where one is, and what is done most. */
export function Transport(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly commands: Commands
  readonly place: TimelineView
}) {
  const { editor, playback } = props
  const timecode = () => {
    const { frameRate } = editor.settled()
    const frame = Math.floor(playback.frame())
    return `${clockOf(secondsOfFrames(frame, frameRate))}.${String(frame % frameRate).padStart(2, '0')}`
  }
  const where = () => {
    const place = shortPlaceOf(editor.grid(), playback.frame())
    const part = partAtFrame(editor.grid(), playback.frame())
    return [part?.name, place === undefined ? undefined : `bar ${place}`].filter(Boolean).join(' · ')
  }
  return (
    <div class="transport" role="toolbar" aria-label="Playing and cutting">
      <IconButton
        class="play"
        label={`${playback.playing() ? 'Pause' : 'Play'} (${hintOf('play-pause')})`}
        icon={
          <Show when={playback.playing()} fallback={<Play aria-hidden="true" />}>
            <Pause aria-hidden="true" />
          </Show>
        }
        onClick={() => playback.toggle()}
      />
      <p class="timecode">
        <span class="num">{timecode()}</span>
        <span class="muted num clip">{where()}</span>
      </p>
      <Show when={playback.playing() && playback.rate() !== 1}>
        <span class="chip num">{playback.rate()}×</span>
      </Show>
      <span class="transport-edits">
        <IconButton
          kind="ghost"
          label={`Undo (${hintOf('undo')})`}
          icon={<Undo aria-hidden="true" />}
          disabled={!editor.canUndo()}
          onClick={() => editor.undo()}
        />
        <IconButton
          kind="ghost"
          label={`Do again (${hintOf('redo')})`}
          icon={<Redo aria-hidden="true" />}
          disabled={!editor.canRedo()}
          onClick={() => editor.redo()}
        />
        <Button
          class="transport-split"
          title={`Split at the playhead (${hintOf('split')})`}
          icon={<Scissors aria-hidden="true" />}
          onClick={() => props.commands.split()}
        >
          Split <kbd>{hintOf('split')}</kbd>
        </Button>
        <Button
          class="transport-snap"
          title={`${snapWords[editor.snapMode()]} (${hintOf('snap')}); hold Ctrl or ⌘ while dragging to be free`}
          aria-pressed={editor.snapMode() !== 'free'}
          icon={<Magnet aria-hidden="true" />}
          onClick={() => editor.setSnapMode(nextSnap(editor.snapMode()))}
        >
          <span class="wide">{snapWords[editor.snapMode()]}</span> <kbd>{hintOf('snap')}</kbd>
        </Button>
      </span>
      <span class="transport-zoom">
        <IconButton
          kind="ghost"
          label={`Farther (${hintOf('zoom-out')})`}
          icon={<ZoomOut aria-hidden="true" />}
          disabled={props.place.isWhole()}
          onClick={() => props.place.zoom(1 / 2)}
        />
        <IconButton
          kind="ghost"
          label={`Nearer (${hintOf('zoom-in')})`}
          icon={<ZoomIn aria-hidden="true" />}
          onClick={() => props.place.zoom(2)}
        />
      </span>
    </div>
  )
}
