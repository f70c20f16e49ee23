/** The worker that paints the frames of a timeline, one after the other, as it is asked for them. */
import type { FrameSource } from '../device/frame-source.ts'
import type { FromPainting, ToPainting } from './background-frames.ts'
import { makePaintedFrames } from './painted-frames.ts'
import type { PreviewProblem } from './preview-media.ts'

let frames: FrameSource | undefined
let problems: PreviewProblem[] = []

addEventListener('message', ({ data: message }: MessageEvent<ToPainting>) => {
  // Only background-frames.ts starts this worker, so what comes is what its type says.
  if (message.kind === 'paint') {
    void paint(message.frame)
    return
  }
  const { media, ...order } = message.order
  frames = makePaintedFrames({
    ...order,
    media: (mediaId) => media[mediaId],
    onProblem: (problem) => problems.push(problem),
  })
})

async function paint(frame: number): Promise<void> {
  try {
    const picture = await frames?.paint(frame)
    if (picture === undefined) throw new Error('nothing was ordered')
    tell({ kind: 'painted', picture, problems }, [picture])
    problems = []
  } catch {
    // The page paints it itself, and says what fails there too.
    tell({ kind: 'failed' }, [])
  }
}

function tell(message: FromPainting, moved: Transferable[]): void {
  postMessage(message, { transfer: moved })
}
