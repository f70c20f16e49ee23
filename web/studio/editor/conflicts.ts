/** Two versions of one video: how they are found, and how one of them goes on. */
import { type Accessor, createSignal } from 'solid-js'
import type { Timeline } from '#core/timeline/timeline.ts'
import { getTimeline } from '../../api/calls.ts'
import type { Video } from '../../api/shapes.ts'
import { sayError } from '../../ui/toast.ts'
import { copyVideo } from './copy-video.ts'
import { isSameTimeline } from './differences.ts'

/** Two versions of which one goes on. */
export type Conflict = {
  readonly mine: Timeline
  readonly theirs: Timeline
  readonly theirEtag: string
  readonly mineSinceMs: number
}

/** The question that stands, and what settles it. */
export type Conflicts = {
  readonly conflict: Accessor<Conflict | undefined>
  /** Reads the other version and asks. One that is the same after all is answered with its tag. */
  readonly ask: (mine: Timeline, mineSinceMs: number) => Promise<void>
  /** Mine was edited on while the question stands. */
  readonly changed: (mine: Timeline) => void
  readonly settle: () => Conflict | undefined
  /** Makes a video of its own of mine; answers its id, and `undefined` when that could not be done. */
  readonly copyMine: (video: Video) => Promise<string | undefined>
}

/** Asks about conflicts of one video. `onSame` hears the tag when only the answer to our own save was lost. */
export function createConflicts(videoId: string, onSame: (etag: string) => void): Conflicts {
  const [conflict, setConflict] = createSignal<Conflict>()
  return {
    conflict,
    ask: async (mine, mineSinceMs) => {
      try {
        const { value: theirs, etag: theirEtag } = await getTimeline(videoId)
        if (isSameTimeline(mine, theirs)) onSame(theirEtag)
        else setConflict({ mine, theirs, theirEtag, mineSinceMs })
      } catch (error) {
        await sayError(error, 'The other version could not be read')
      }
    },
    changed: (mine) => setConflict((now) => now && { ...now, mine }),
    settle: () => {
      const now = conflict()
      setConflict(undefined)
      return now
    },
    copyMine: async (video) => {
      const now = conflict()
      if (now === undefined) return undefined
      try {
        return await copyVideo(video, now.mine, `${video.title} (my version)`)
      } catch (error) {
        await sayError(error, 'Your version stays open here; the copy was not made')
        return undefined
      }
    },
  }
}
