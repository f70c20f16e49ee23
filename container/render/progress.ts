/** Progress of a render, from frames made and steps done, never from a clock. */
import type { TaskUpdate } from '../server/task-work.ts'

/** How the work divides: encoding is most of it, then the sound, then joining, proving and storing. */
const shares = { encoding: 0.86, sound: 0.04, finishing: 0.1 } as const

const finishingSteps = ['joining the parts', 'proving and storing the video'] as const

/** Progress is told in steps of this size, so that followers are not woken for every frame. */
const smallestStep = 0.005

/** Follows one render. */
export type Progress = {
  /** Storage has been asked for the offered parts; these, by their lengths in frames, are to be made anew. */
  searched(lost: readonly number[]): void
  frameDone(): void
  partDone(): void
  soundDone(): void
  finishing(step: (typeof finishingSteps)[number]): void
}

/** Begins with the lengths in frames of the parts that are absent for certain, and of those that storage offers. */
export function makeProgress(
  { absent, offered }: { readonly absent: readonly number[]; readonly offered: readonly number[] },
  report: (update: TaskUpdate) => void,
): Progress {
  let missing = absent
  let isSearching = true
  let frames = 0
  let partsDone = 0
  let sound = 0
  let told = { progress: -1, stage: '' }
  const tell = (finished: number, stage: string) => {
    // Until storage was asked, every part may have to be made: so progress never goes back.
    const mostFrames = total(missing) + (isSearching ? total(offered) : 0)
    const encoded = mostFrames === 0 ? 1 : frames / mostFrames
    const progress = shares.encoding * encoded + shares.sound * sound + shares.finishing * finished
    if (stage === told.stage && progress - told.progress < smallestStep) return
    told = { progress, stage }
    report(told)
  }
  const encodingStage = () => {
    const missingParts = missing.length
    const reused = absent.length + offered.length - missingParts
    if (missingParts === 0) return isSearching ? 'looking for parts made before' : `${reused} parts reused`
    const number = Math.min(missingParts, partsDone + 1)
    return `encoding ${number} of ${missingParts} parts${reused > 0 ? `, ${reused} reused` : ''}`
  }
  tell(0, encodingStage())
  return {
    searched(lost) {
      missing = [...absent, ...lost]
      isSearching = false
      tell(0, encodingStage())
    },
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

function total(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0)
}
