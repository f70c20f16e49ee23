/** What a person may choose for a video, each with a small picture of what it does. */
import { For } from 'solid-js'
import type { Aspect, Preset, Style } from '../api/shapes.ts'
import type { Choice } from '../ui/Choices.tsx'
import type { Length } from './stretch.ts'

/** The frame drawn in its own shape. */
function Frame(props: { readonly width: number; readonly height: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 120 56" preserveAspectRatio="xMinYMid meet">
      <rect
        x="1"
        y={28 - props.height / 2}
        width={props.width}
        height={props.height}
        rx="4"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
      />
    </svg>
  )
}

/** Cuts along two bars of music: the widths are how long each picture stays. */
function Pace(props: { readonly widths: readonly number[]; readonly letterbox?: boolean }) {
  const starts = () =>
    props.widths.map((width, index) => ({
      width,
      x: props.widths.slice(0, index).reduce((sum, each) => sum + each, 0),
    }))
  return (
    <svg aria-hidden="true" viewBox="0 0 120 56" preserveAspectRatio="none">
      <For each={starts()}>
        {(cut, index) => (
          <rect
            x={cut.x}
            y={props.letterbox === true ? 16 : 6}
            width={cut.width - 2}
            height={props.letterbox === true ? 24 : 44}
            rx="3"
            fill="currentColor"
            opacity={[1, 0.55, 0.75, 0.4][index() % 4]}
          />
        )}
      </For>
    </svg>
  )
}

/** Shapes of the picture. */
export const aspects: readonly Choice<Aspect>[] = [
  { value: '16:9', name: '16:9', note: 'screens', picture: () => <Frame width={88} height={50} /> },
  { value: '9:16', name: '9:16', note: 'phones', picture: () => <Frame width={29} height={52} /> },
  { value: '1:1', name: '1:1', note: 'squares', picture: () => <Frame width={50} height={50} /> },
  { value: '4:5', name: '4:5', note: 'feeds', picture: () => <Frame width={42} height={52} /> },
]

/** Ways to cut. */
export const styles: readonly Choice<Style>[] = [
  {
    value: 'balanced',
    name: 'Balanced',
    note: 'follows the song',
    picture: () => <Pace widths={[30, 30, 15, 15, 30]} />,
  },
  { value: 'calm', name: 'Calm', note: 'stays, bar by bar', picture: () => <Pace widths={[60, 60]} /> },
  {
    value: 'energetic',
    name: 'Energetic',
    note: 'on every beat',
    picture: () => <Pace widths={[15, 15, 7.5, 7.5, 15, 15, 15, 7.5, 7.5, 15]} />,
  },
  {
    value: 'cinematic',
    name: 'Cinematic',
    note: 'long, slow moves',
    picture: () => <Pace widths={[45, 30, 45]} letterbox />,
  },
]

/** Lengths of a video. */
export const lengths: readonly Choice<Length>[] = [
  { value: 'whole', name: 'Whole song' },
  { value: '60', name: '60 s' },
  { value: '30', name: '30 s' },
  { value: '15', name: '15 s' },
]

/** Sizes a video is rendered in. */
export const presets: readonly Choice<Preset>[] = [
  { value: '360p30', name: '360p', note: 'a quick look' },
  { value: '720p30', name: '720p', note: 'for phones' },
  { value: '1080p30', name: '1080p', note: 'for everywhere' },
]
