/** Decodes one HEIC photo to RGBA and hands the pixels to the thread that asked. libheif turns it upright itself. */
import { parentPort, workerData } from 'node:worker_threads'
import libheif from 'libheif-js/wasm-bundle.js'
import { z } from 'zod'

const Task = z.object({ bytes: z.instanceof(Uint8Array), mostPixels: z.number() })

const { bytes, mostPixels } = Task.parse(workerData)
const images = new libheif.HeifDecoder().decode(bytes)
const image = images.find((candidate) => candidate.is_primary()) ?? images[0]
if (image === undefined) throw new Error('libheif found no picture')
const width = image.get_width()
const height = image.get_height()
if (width * height > mostPixels) {
  parentPort?.postMessage({ kind: 'size', width, height })
} else {
  const target = { data: new Uint8ClampedArray(width * height * 4), width, height }
  image.display(target, (done) => {
    // Thrown here it would be lost in the library's promise; without an answer the thread ends, which says the same.
    if (done === null) return
    const pixels = target.data
    parentPort?.postMessage({ kind: 'pixels', width, height, pixels }, [pixels.buffer])
  })
}
