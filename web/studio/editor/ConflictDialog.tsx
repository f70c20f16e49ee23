import { useNavigate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import type { Timeline } from '#core/timeline/timeline.ts'
import { secondsOfFrames } from '#core/units.ts'
import type { Video } from '../../api/shapes.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { say } from '../../ui/toast.ts'
import { agoOf, counted } from '../../ui/words.ts'
import { CutStrip } from '../CutStrip.tsx'
import type { Conflict } from './conflicts.ts'
import { differenceOf, differenceWords } from './differences.ts'
import type { Saving } from './saving.ts'
import './versions.css'

/** Two versions of one video, side by side, and three ways on. None of them loses anything. */
export function ConflictDialog(props: {
  readonly conflict: Conflict
  readonly saving: Saving
  readonly video: Video
  readonly onClose: () => void
}) {
  const navigate = useNavigate()
  const [busy, setBusy] = createSignal(false)
  const { frameRate } = props.conflict.mine
  const since = () => agoOf(new Date(props.conflict.mineSinceMs).toISOString(), Date.now())
  const keepBoth = async () => {
    setBusy(true)
    const copyId = await props.saving.keepBoth(props.video)
    setBusy(false)
    if (copyId === undefined) return
    navigate(`/videos/${copyId}/edit`)
    await say({ tone: 'good', title: 'Both are kept', text: 'This is your version, as a video of its own.' })
  }
  return (
    <Dialog
      open
      title="Two versions of this video"
      text="It was saved from somewhere else while you edited it here. Yours is kept on this device until you choose."
      onClose={() => props.onClose()}
    >
      <div class="versions">
        <Version
          name="Yours, here"
          when={`changed ${since()}`}
          timeline={props.conflict.mine}
          words={differenceWords(differenceOf(props.conflict.mine, props.conflict.theirs), frameRate)}
        />
        <Version
          name="The other one"
          when="saved meanwhile"
          timeline={props.conflict.theirs}
          words={differenceWords(differenceOf(props.conflict.theirs, props.conflict.mine), frameRate)}
        />
      </div>
      {/* The first button has the focus: the one that leaves both. */}
      <div class="dialog-actions">
        <Button busyWords={busy() ? 'Making the copy' : undefined} onClick={() => void keepBoth()}>
          Keep both: mine as a copy
        </Button>
        <Button onClick={() => props.saving.takeTheirs()}>Take the other one</Button>
        <Button kind="primary" onClick={() => props.saving.keepMine()}>
          Keep mine
        </Button>
      </div>
    </Dialog>
  )
}

function Version(props: {
  readonly name: string
  readonly when: string
  readonly timeline: Timeline
  readonly words: string
}) {
  const whole = () => {
    const { songStartSeconds, lengthFrames, frameRate } = props.timeline
    const endSeconds = songStartSeconds + secondsOfFrames(lengthFrames, frameRate)
    return { fromSeconds: songStartSeconds, toSeconds: endSeconds }
  }
  return (
    <section class="version">
      <h3>{props.name}</h3>
      <p class="small muted num">
        {counted(props.timeline.clips.length, 'clip')}, {props.when}
      </p>
      <CutStrip timeline={props.timeline} view={whole()} />
      <p class="small">{props.words}.</p>
    </section>
  )
}
