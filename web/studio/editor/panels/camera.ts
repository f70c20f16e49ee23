/** What the camera of some clips is like in the format that is looked at, and the edits that change it. */
import { type Accessor, createMemo } from 'solid-js'
import type { Edit } from '#core/timeline/edit/edit.ts'
import type { Easing, Fit } from '#core/timeline/timeline.ts'
import type { Editor } from '../editor.ts'
import { framingShown, type MotionName, namedMotion, refitted, type ShownFraming } from '../framing.ts'

/** The camera of the first clip, and what changes it in all of them. */
export type Camera = {
  readonly shown: Accessor<ShownFraming | undefined>
  /** How a photo's camera gathers speed; a film has none. */
  readonly easing: Accessor<Easing | undefined>
  readonly setMotion: (motion: MotionName) => void
  readonly setFit: (fit: Fit) => void
  readonly setEasing: (easing: Easing) => void
  /** Lets the format follow the video's own framing by itself again. */
  readonly reset: () => void
}

/** The camera of the clips that choices are for. */
export function createCamera(editor: Editor, targets: Accessor<readonly number[]>): Camera {
  const pictures = createMemo(
    () => new Map(editor.material().pictures.map((picture) => [picture.mediaId, picture])),
  )
  const shotOf = (index: number) => {
    const shot = editor.settled().clips[index]?.shot
    return shot?.kind === 'visual' ? undefined : shot
  }
  const shownOf = (index: number) => {
    const shot = shotOf(index)
    return shot && framingShown(editor.settled(), shot, editor.format(), pictures().get(shot.mediaId))
  }
  const easing = () => {
    const shot = shotOf(targets()[0] ?? -1)
    return shot?.kind === 'photo' ? shot.easing : undefined
  }
  return {
    shown: createMemo(() => shownOf(targets()[0] ?? -1)),
    easing,
    setMotion: (motion) => {
      const edits = targets().flatMap((clip): readonly Edit[] => {
        const shown = shownOf(clip)
        if (shown?.framing.kind !== 'photo') return []
        const framing = { ...shown.framing.framing, ...namedMotion(shown, motion) }
        return [{ kind: 'frame', clip, aspect: editor.format(), framing: { kind: 'photo', framing } }]
      })
      editor.do(edits, { words: 'Changed the motion' })
    },
    setFit: (fit) => {
      const edits = targets().flatMap((clip): readonly Edit[] => {
        const [shot, shown] = [shotOf(clip), shownOf(clip)]
        if (shown === undefined || shot === undefined) return []
        const picture = pictures().get(shot.mediaId)
        const ratio = picture === undefined ? 1 : picture.widthPixels / picture.heightPixels
        return [{ kind: 'frame', clip, aspect: editor.format(), framing: refitted(shown, fit, ratio) }]
      })
      editor.do(edits, { words: 'Changed how the picture fits' })
    },
    setEasing: (next) =>
      editor.do(
        { kind: 'change-shots', clips: targets(), change: { easing: next } },
        { words: 'Changed the easing' },
      ),
    reset: () => {
      const aspect = editor.format()
      const edits = targets().map((clip): Edit => ({ kind: 'frame', clip, aspect }))
      editor.do(edits, { words: `${aspect} follows by itself again` })
    },
  }
}
