import { For } from 'solid-js'

const parts = [
  { colour: 'intro', bars: 7, level: 0.34 },
  { colour: 'verse', bars: 13, level: 0.52 },
  { colour: 'chorus', bars: 14, level: 0.86 },
  { colour: 'bridge', bars: 9, level: 0.46 },
  { colour: 'drop', bars: 13, level: 1 },
  { colour: 'outro', bars: 8, level: 0.3 },
] as const

/** Heights that look like music: the first beat of four strong, the others falling, and a slow swell over each part. */
function heightOf(index: number, level: number): number {
  const beat = [1, 0.58, 0.76, 0.5][index % 4] ?? 0.5
  return 300 * level * (0.55 * beat + 0.3 + 0.15 * Math.sin(index * 1.7))
}

const bars = parts
  .flatMap((part) => Array.from({ length: part.bars }, () => part))
  .map((part, index) => ({
    colour: part.colour,
    x: index * 10,
    height: heightOf(index, part.level),
    beat: index % 4 === 0,
  }))

/** The waveform beside the sign-in: what Cuecraft sees in a song. It is only a picture. */
export function GatePicture() {
  return (
    <svg viewBox="0 0 640 340" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      <For each={bars}>
        {(bar) => (
          <rect
            class={bar.beat ? 'gate-beat' : ''}
            x={bar.x}
            y={170 - bar.height / 2}
            width="6"
            height={bar.height}
            rx="3"
            fill={`var(--${bar.colour})`}
          />
        )}
      </For>
    </svg>
  )
}
