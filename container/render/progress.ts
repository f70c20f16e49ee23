/** Progress of a render, from frames made and steps done, never from a clock. */
import type { TaskUpdate } from '../server/task-work.ts'

/** How the work divides: encoding is most of it, then the sound, then joining, proving and storing. */
const shares = { encoding: 0.86, sound: 0.04, finishing: 0.1 } as const

const finishingSteps = ['joining the parts', 'proving the video', 'storing the video'] as const

/** Progress is told in steps of this size, so that followers are not woken for every frame. */
const smallestStep = 0.005

/** Follows one render. */
export type Progress = {
  frameDone(): void
  partDone(): void
  soundDone(): void
  finishing(step: (typeof finishingSteps)[number]): void
}

/** Begins with what is known before encoding: how many parts there are, and what is missing. */
export function makeProgress(
  work: { readonly parts: number; readonly missingParts: number; readonly missingFrames: number },
  report: (update: TaskUpdate) => void,
): Progress {
  const { parts, missingParts, missingFrames } = work
  let frames = 0
  let partsDone = 0
  let sound = 0
  let told = { progress: -1, stage: '' }
  const tell = (finished: number, stage: string) => {
    const encoded = missingFrames === 0 ? 1 : frames / missingFrames
    const progress = shares.encoding * encoded + shares.sound * sound + shares.finishing * finished
    if (stage === told.stage && progress - told.progress < smallestStep) return
    told = { progress, stage }
    report(told)
  }
  const reused = parts - missingParts
  const encodingStage = () => {
    if (missingParts === 0) return `${reused} of ${parts} parts reused`
    const number = Math.min(missingParts, partsDone + 1)
    return `encoding ${number} of ${missingParts} parts${reused > 0 ? `, ${reused} reused` : ''}`
  }
  tell(0, encodingStage())
  return {
    frameDone() {
      frames += 1
      tell(0, encodingStage())
    },
    partDone() {
      partsDone += 1
      tell(0, encodingStage())
    },
    soundDone() {
      sound = 1
      tell(0, encodingStage())
    },
    finishing(step) {
      tell(finishingSteps.indexOf(step) / finishingSteps.length, step)
    },
  }
}
