/** What a title's picture depends on, so that it is drawn once for as long as it looks the same. */
import type { Title } from '../timeline/timeline.ts'

/** One text for titles whose words look the same; when they are seen, and how they come and go, does not count. */
export function titleKey({
  startFrame: _,
  lengthFrames: _frames,
  animation: _animation,
  ...look
}: Title): string {
  return JSON.stringify(Object.entries(look).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
