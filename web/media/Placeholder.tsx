import { onMount } from 'solid-js'
import { pictureOfThumbhash } from './thumbhash.ts'

/** The blurred ghost of a picture, there before the picture is. On a canvas: a data address would need a looser CSP. */
export function Placeholder(props: { readonly thumbhash: string }) {
  let canvas: HTMLCanvasElement | undefined
  onMount(() => {
    const picture = pictureOfThumbhash(props.thumbhash)
    if (canvas === undefined || picture === undefined) return
    canvas.width = picture.width
    canvas.height = picture.height
    canvas.getContext('2d')?.putImageData(new ImageData(picture.rgba, picture.width, picture.height), 0, 0)
  })
  return <canvas ref={canvas} />
}
