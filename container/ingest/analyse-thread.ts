/** The thread that analyses one song: takes its samples, tells how far it is, and at last the two documents. */
import { parentPort } from 'node:worker_threads'
import { type Analyser, makeAnalyser } from '#core/audio/analyser.ts'
import type { ToAnalyseThread } from './analyse-file.ts'

let analyser: Analyser | undefined

// Only analyse-file.ts starts this thread, so what comes is what its type says.
parentPort?.on('message', (message: ToAnalyseThread) => {
  switch (message.kind) {
    case 'open':
      analyser = makeAnalyser({
        ...message.pcm,
        onProgress: (fraction, stage) => parentPort?.postMessage({ kind: 'progress', fraction, stage }),
      })
      return
    case 'samples':
      analyser?.push(message.samples)
      parentPort?.postMessage({ kind: 'taken' })
      return
    case 'finish':
      parentPort?.postMessage({ kind: 'done', ...analyser?.finish() })
  }
})
