/** Still pictures of a finished video, taken in the page: it is here already, and nobody else need decode it. */

/** A video that is looked at frame by frame. `close` lets go of it. */
export type FrameGrabber = {
  readonly durationSeconds: number
  /** Draws the frame at a moment, `widthPixels` wide. */
  drawAt(seconds: number, widthPixels: number): Promise<HTMLCanvasElement>
  close(): void
}

/** Opens a video for grabbing; throws when the browser cannot play it. */
export async function openFrames(url: string): Promise<FrameGrabber> {
  const element = document.createElement('video')
  element.muted = true
  element.playsInline = true
  element.preload = 'auto'
  element.src = url
  await happened(element, 'loadeddata')
  const { videoWidth, videoHeight, duration } = element
  return {
    durationSeconds: duration,
    async drawAt(seconds, widthPixels) {
      const seeked = happened(element, 'seeked')
      element.currentTime = Math.min(Math.max(0, seconds), Math.max(0, duration - 0.05))
      await seeked
      return drawn(element, { widthPixels: videoWidth, heightPixels: videoHeight }, widthPixels)
    },
    close() {
      element.removeAttribute('src')
      element.load()
    },
  }
}

function happened(element: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = new AbortController()
    const settle = (then: () => void) => () => {
      done.abort()
      then()
    }
    const fail = () => reject(new Error('the video cannot be played'))
    element.addEventListener(event, settle(resolve), { signal: done.signal })
    element.addEventListener('error', settle(fail), { signal: done.signal })
  })
}

/** Draws a picture on a canvas of its own, at most so wide, never larger than it is. */
function drawn(
  source: CanvasImageSource,
  size: { readonly widthPixels: number; readonly heightPixels: number },
  widthPixels: number,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.min(widthPixels, size.widthPixels)
  canvas.height = Math.round((canvas.width * size.heightPixels) / size.widthPixels)
  canvas.getContext('2d')?.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** What cards of links show is 1200 pixels wide. */
export const posterWidthPixels = 1200

/** A canvas as a JPEG. */
export async function jpegOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return await new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the picture cannot be packed')) : resolve(blob)),
      'image/jpeg',
      0.86,
    )
  })
}

/** A picture at an address of ours as a JPEG of at most the width of a poster. */
export async function jpegAt(url: string): Promise<Blob> {
  const image = new Image()
  image.src = url
  await image.decode()
  const size = { widthPixels: image.naturalWidth, heightPixels: image.naturalHeight }
  return await jpegOf(drawn(image, size, posterWidthPixels))
}
