/** The worker that hears one song: decodes it, or takes its samples, and tells what the same analyser as everywhere finds. */
import { type Analyser, makeAnalyser } from '#core/audio/analyser.ts'
import { decodeSong, type SoundLayout } from './decode-song.ts'
import type { FromHearing, ToHearing } from './hear-song.ts'

/** Peaks are told this often while a song is decoded: enough to see it grow, too seldom to cost anything. */
const peaksEveryMs = 200

let analyser: Analyser | undefined
let toldPeaksMs = 0

addEventListener('message', (event: MessageEvent<ToHearing>) => {
  // Only hear-song.ts starts this worker, so what comes is what its type says.
  const message = event.data
  switch (message.kind) {
    case 'file':
      void hearFile(message.file)
      return
    case 'samples':
      push(message, message.samples)
      tell({ kind: 'taken' })
      return
    case 'finish':
      finish()
  }
})

async function hearFile(file: Blob): Promise<void> {
  try {
    for await (const { samples, ...layout } of decodeSong(file)) push(layout, samples)
    finish()
  } catch {
    analyser = undefined
    tell({ kind: 'undecodable' })
  }
}

function push(layout: SoundLayout, samples: Float32Array): void {
  analyser ??= makeAnalyser({ sampleRate: layout.sampleRate, channels: layout.channels })
  analyser.push(samples)
  const nowMs = performance.now()
  if (nowMs - toldPeaksMs < peaksEveryMs) return
  toldPeaksMs = nowMs
  tell({ kind: 'peaks', peaks: analyser.peaksSoFar() })
}

function finish(): void {
  if (analyser === undefined) {
    tell({ kind: 'undecodable' })
    return
  }
  // Drawn while the rest is being found.
  tell({ kind: 'peaks', peaks: analyser.peaksSoFar() })
  const { analysis, waveform } = analyser.finish()
  tell({ kind: 'heard', analysis, peaks: waveform })
}

function tell(message: FromHearing): void {
  postMessage(message)
}
