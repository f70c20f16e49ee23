/** The thread that paints: turns photos into pictures, and pictures into frames. It does nothing else and opens no files. */
import { parentPort } from 'node:worker_threads'
import type { PaintRequest } from './paint-lane.ts'
import { makePainter } from './painter.ts'
import { fillFromRgb, makePicture } from './picture.ts'

const painter = makePainter()

// Only the lane that started this thread speaks to it, with these requests, one after the other.
parentPort?.on('message', (request: PaintRequest) => parentPort?.postMessage(answerTo(request)))

function answerTo(request: PaintRequest): unknown {
  switch (request.kind) {
    case 'open':
      return painter.open(request.scene)
    case 'paint':
      return painter.paint(request.frame, request.slot)
    case 'convert': {
      const picture = makePicture(request.widthPixels, request.heightPixels)
      fillFromRgb(picture, request.rgb)
      return picture
    }
  }
}
