import type { Aspect } from '../api/shapes.ts'

const sides: Readonly<Record<Aspect, readonly [width: number, height: number]>> = {
  '16:9': [22, 12.4],
  '9:16': [12.4, 22],
  '1:1': [18, 18],
  '4:5': [16, 20],
}

/** A format drawn small, in its own shape: known before its figures are read. */
export function FormatMark(props: { readonly aspect: Aspect }) {
  const width = () => sides[props.aspect][0]
  const height = () => sides[props.aspect][1]
  return (
    <svg class="format-mark" viewBox="0 0 24 24" aria-hidden="true">
      <rect
        x={12 - width() / 2}
        y={12 - height() / 2}
        width={width()}
        height={height()}
        rx="2.5"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
      />
    </svg>
  )
}
