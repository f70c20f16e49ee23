import { createMemo } from 'solid-js'
import { encode } from 'uqr'

/** An address that a camera reads. Dark on light in both themes: not every camera reads the other way round. */
export function QrCode(props: { readonly text: string; readonly label: string }) {
  const code = createMemo(() => encode(props.text, { ecc: 'M', border: 4 }))
  const path = () =>
    code()
      .data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
      .join('')
  return (
    <svg class="qr" viewBox={`0 0 ${code().size} ${code().size}`} role="img" aria-label={props.label}>
      <path d={path()} fill="currentColor" shape-rendering="crispEdges" />
    </svg>
  )
}
