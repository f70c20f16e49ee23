/** Whether the video shows the take that was picked for a part. */
import type { Timeline } from '#core/timeline/timeline.ts'
import type { StoryboardPart, Take, TakeResult } from './shapes.ts'

/** The take that was picked for a part, if it has a picture. */
export function pickedTake({ takes, pickedTakeId }: StoryboardPart): Take | undefined {
  return takes.find(({ id, result }) => id === pickedTakeId && result !== null)
}

/** Whether every clip of a part shows its picked take already. */
export function isPlaced(timeline: Timeline, part: StoryboardPart): boolean {
  const result = pickedTake(part)?.result ?? undefined
  if (result === undefined) return false
  const endFrame = part.startFrame + part.lengthFrames
  return timeline.clips
    .filter(({ startFrame, lengthFrames }) => {
      return startFrame < endFrame && startFrame + lengthFrames > part.startFrame
    })
    .every(({ shot }) => isShotOf(shot, result))
}

function isShotOf(shot: Timeline['clips'][number]['shot'], result: TakeResult): boolean {
  if (shot.kind !== 'visual') return result.kind !== 'look' && shot.mediaId === result.mediaId
  if (result.kind !== 'look') return false
  return shot.look === result.look && shot.seed === result.seed && shot.hueDegrees === result.hueDegrees
}
