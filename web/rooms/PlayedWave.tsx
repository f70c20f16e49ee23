import { createMemo, createResource, Show } from 'solid-js'
import { barsOf } from '../player/peaks.ts'
import { getRoomWaveform } from './calls.ts'
import type { Live } from './live.ts'
import './now-playing.css'

/** The song that sounds as its own waveform, coloured as far as it has played; a plain line where it has none. */
export function PlayedWave(props: { readonly live: Live; readonly bars: number }) {
  const song = createMemo(() => props.live.playing()?.entry.song.songId)
  const [waveform] = createResource(song, async (songId) => {
    try {
      return await getRoomWaveform(props.live.room.entry, songId)
    } catch {
      // The line without a picture says as much about where the song is.
      return undefined
    }
  })
  const path = createMemo(() => {
    const found = waveform.latest
    const seconds = props.live.playing()?.entry.song.durationSeconds ?? 0
    if (found === undefined || seconds === 0) return undefined
    const heights = barsOf(found, { fromSeconds: 0, toSeconds: seconds }, props.bars)
    return Array.from(heights, (height, bar) => {
      const half = Math.max(1, height * 50)
      return `M${bar + 0.5} ${50 - half}V${50 + half}`
    }).join('')
  })
  const left = () => {
    const now = props.live.playing()
    return now === undefined ? 1 : 1 - props.live.positionSeconds() / now.entry.song.durationSeconds
  }
  return (
    <div class="room-wave" aria-hidden="true" style={{ '--left': `${(left() * 100).toFixed(2)}%` }}>
      <Show when={path()} fallback={<div class="room-wave-line" />}>
        {(drawn) => (
          <svg aria-hidden="true" viewBox={`0 0 ${props.bars} 100`} preserveAspectRatio="none">
            <path class="room-wave-rest" d={drawn()} />
            <path class="room-wave-played" d={drawn()} />
          </svg>
        )}
      </Show>
    </div>
  )
}
