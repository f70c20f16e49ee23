import { createMemo } from 'solid-js'
import { grouped } from '../ui/words.ts'
import type { Comparison, Snapshot } from './calls.ts'
import { changesWords } from './change-words.ts'
import { loomHeight, loomWidth, threadsOf } from './threads.ts'

/** All of a comparison at once: the list before along the top, the list after along the foot, a thread for every song. */
export function Loom(props: {
  readonly comparison: Comparison
  readonly before: Snapshot
  readonly after: Snapshot
}) {
  const threads = createMemo(() =>
    threadsOf(props.comparison, { before: props.before.itemCount, after: props.after.itemCount }),
  )
  return (
    <figure class="loom card">
      <figcaption class="loom-ends small muted">
        <span>Version {props.before.version}, from its first song to its last</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${loomWidth} ${loomHeight}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Where every song went: ${changesWords(props.comparison)}`}
      >
        <path class="loom-stayed" d={threads().stayed} />
        <path class="loom-moved" d={threads().moved} />
        <path class="loom-went" d={threads().went} />
        <path class="loom-came" d={threads().came} />
      </svg>
      <div class="loom-ends small muted">
        <span>Version {props.after.version}</span>
        <ul class="loom-legend">
          <li data-change="came">Came {grouped(props.comparison.came.length)}</li>
          <li data-change="went">Went {grouped(props.comparison.went.length)}</li>
          <li data-change="moved">Moved {grouped(props.comparison.moved.length)}</li>
          <li data-change="stayed">Stayed {grouped(props.comparison.stayedCount)}</li>
        </ul>
      </div>
    </figure>
  )
}
