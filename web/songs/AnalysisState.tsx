import CircleAlert from 'lucide-solid/icons/circle-alert'
import { createResource, Show } from 'solid-js'
import { getJob } from '../api/calls.ts'
import type { FollowedJob } from '../api/jobs.ts'
import type { Song } from '../api/shapes.ts'
import { Announce } from '../ui/Announce.tsx'
import { Button } from '../ui/Button.tsx'
import { Progress } from '../ui/Progress.tsx'
import { leftOf } from '../ui/words.ts'
import '../ui/feedback.css'

/** The analysis of a song while it runs, as it happens. */
export function AnalysingCard(props: { readonly followed: FollowedJob }) {
  const left = () => {
    const seconds = props.followed.secondsLeft()
    return seconds === undefined ? undefined : leftOf(seconds)
  }
  return (
    <section class="card padded stack" aria-label="Analysis">
      <div>
        <p class="label">Listening to the song</p>
        <p class="muted">
          Its beat, bars, parts, key and loudness are being found. You can make a video meanwhile.
        </p>
      </div>
      <Progress label={props.followed.stage()} value={props.followed.job()?.progress ?? 0} note={left()} />
      <Announce text={props.followed.stage()} />
    </section>
  )
}

/** Why a song could not be analysed, in the words the analysis gave. */
export function FailedCard(props: { readonly song: Song; readonly onDelete: () => void }) {
  const [reason] = createResource(
    () => props.song.jobId,
    async (jobId) => {
      try {
        return (await getJob(jobId)).error
      } catch {
        return null
      }
    },
  )
  return (
    <div class="notice bad" role="alert">
      <div class="notice-picture" aria-hidden="true">
        <CircleAlert />
      </div>
      <p class="notice-title">This song could not be analysed</p>
      <p class="notice-text">
        <Show when={reason.state === 'ready' && reason.latest} fallback="No reason was kept.">
          {(words) => words()}
        </Show>{' '}
        Try another file of the same song.
      </p>
      <div class="notice-actions">
        <Button onClick={() => props.onDelete()}>Delete the song</Button>
      </div>
    </div>
  )
}
