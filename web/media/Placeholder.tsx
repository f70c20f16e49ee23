import { onMount } from 'solid-js'
import { thumbHashToRGBA } from 'thumbhash'

/** The blurred ghost of a picture, there before the picture is. On a canvas: a data address would need a looser CSP. */
export function Placeholder(props: { readonly thumbhash: string }) {
  let canvas: HTMLCanvasElement | undefined
  onMount(() => {
    const bytes = bytesOfBase64(props.thumbhash)
    if (canvas === undefined || bytes === undefined) return
    const { w, h, rgba } = thumbHashToRGBA(bytes)
    canvas.width = w
    canvas.height = h
    canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0)
  })
  return <canvas ref={canvas} />
}

/** A placeholder is never worth an error: what cannot be read is not drawn. */
function bytesOfBase64(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
