import type { JSX } from 'solid-js'
import { type Destination, destinations, type FilePlan } from '#core/timeline/destinations.ts'
import { aspectRatios } from '#core/timeline/geometry.ts'

const pictureHeight = 52

/** The frame of a destination in its own shape; how much of the video it takes is filled in. */
export function DestinationPicture(props: {
  readonly destination: Destination
  readonly plan: FilePlan | undefined
  readonly videoFrames: number
}): JSX.Element {
  const facts = () => destinations[props.destination]
  const ratio = () => aspectRatios[facts().aspect]
  const width = () => Math.min(88, pictureHeight * ratio())
  const height = () => width() / ratio()
  const share = (frames: number) => (frames / Math.max(1, props.videoFrames)) * (width() - 12)
  const range = () => props.plan?.range ?? { startFrame: 0, lengthFrames: props.videoFrames }
  const left = () => 7 + share(range().startFrame)
  return (
    <svg aria-hidden="true" viewBox="0 0 90 56" preserveAspectRatio="xMinYMid meet">
      <rect
        x="1"
        y={28 - height() / 2}
        width={width()}
        height={height()}
        rx="4"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
      />
      <rect
        x="7"
        y={22 + height() / 2 - 4}
        width={width() - 12}
        height="3"
        rx="1.5"
        fill="currentColor"
        opacity="0.25"
      />
      <rect
        x={left()}
        y={22 + height() / 2 - 4}
        width={Math.max(3, share(range().lengthFrames))}
        height="3"
        rx="1.5"
        fill="currentColor"
      />
    </svg>
  )
}
