import ZoomIn from 'lucide-solid/icons/zoom-in'
import ZoomOut from 'lucide-solid/icons/zoom-out'
import { IconButton } from '../ui/Button.tsx'
import { clockOf } from '../ui/words.ts'
import type { Clock } from './clock.ts'
import type { View } from './view.ts'
import type { WaveView } from './wave-view.ts'
import './player.css'

/** Under a waveform: where its view begins, where the song is, and how near one looks. */
export function WaveFoot(props: {
  readonly clock: Clock
  readonly waveView: WaveView
  readonly whole: View
}) {
  const sinceStart = (seconds: number) => clockOf(seconds - props.whole.fromSeconds)
  return (
    <div class="wave-foot">
      <span>{sinceStart(props.waveView.view().fromSeconds)}</span>
      <span class="now">
        {sinceStart(props.clock.seconds())} of {sinceStart(props.whole.toSeconds)}
      </span>
      <span class="wave-zoom">
        <IconButton
          kind="ghost"
          label="Zoom out"
          icon={<ZoomOut aria-hidden="true" />}
          disabled={!props.waveView.isZoomed()}
          onClick={() => props.waveView.zoom(1 / 2)}
        />
        <IconButton
          kind="ghost"
          label="Zoom in"
          icon={<ZoomIn aria-hidden="true" />}
          onClick={() => props.waveView.zoom(2)}
        />
      </span>
    </div>
  )
}
