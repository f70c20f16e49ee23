import X from 'lucide-solid/icons/x'
import { createMemo, createSignal, Show } from 'solid-js'
import { cancelJob, thumbnailUrl } from '../api/calls.ts'
import { createJob } from '../api/jobs.ts'
import type { Timeline } from '../api/shapes.ts'
import { Announce } from '../ui/Announce.tsx'
import { Button } from '../ui/Button.tsx'
import { Progress } from '../ui/Progress.tsx'
import { sayError } from '../ui/toast.ts'
import { leftOf, percentOf } from '../ui/words.ts'
import { pictureAt } from './video-words.ts'
import './studio.css'

/**
 * A rendering while it runs: how far, what is being done, how long still, and a way to stop it. Behind it
 * the pictures go by, each when the rendering has come to about where it is seen.
 */
export function RenderingCard(props: {
  readonly jobId: string
  readonly timeline: Timeline
  readonly onSettled: () => void
}) {
  const followed = createJob(
    () => props.jobId,
    () => props.onSettled(),
  )
  const [stopping, setStopping] = createSignal(false)
  const progress = () => followed.job()?.progress ?? 0
  const note = () => {
    const left = followed.secondsLeft()
    return left === undefined ? undefined : leftOf(left)
  }
  const stop = async () => {
    setStopping(true)
    try {
      await cancelJob(props.jobId)
      props.onSettled()
    } catch (error) {
      await sayError(error)
    } finally {
      setStopping(false)
    }
  }
  const picture = createMemo(() => pictureAt(props.timeline, progress()))
  return (
    <div class={picture() === undefined ? 'stage busy' : 'stage busy pictured'}>
      <Show keyed when={picture()}>
        {(mediaId) => (
          <img class="stage-picture" src={thumbnailUrl(mediaId, 'large')} alt="" decoding="async" />
        )}
      </Show>
      <div class="rendering">
        <p class="label">Rendering</p>
        <p class="rendering-figure" aria-hidden="true">
          {percentOf(progress())}
        </p>
        <Progress label={`Rendering: ${followed.stage()}`} value={progress()} note={note()} hideLabel />
        <p class="muted num">{[followed.stage(), note()].filter(Boolean).join(' · ')}</p>
        <div>
          <Button
            icon={<X aria-hidden="true" />}
            busyWords={stopping() ? 'Stopping' : undefined}
            onClick={() => void stop()}
          >
            Stop rendering
          </Button>
        </div>
        <Announce text={`${followed.stage()}, ${Math.floor(progress() * 4) * 25} percent`} />
      </div>
    </div>
  )
}
