import { A } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { renderPosterUrl, thumbnailUrl } from '../api/calls.ts'
import { isFinal } from '../api/follow.ts'
import { createJob } from '../api/jobs.ts'
import type { VideoItem } from '../api/shapes.ts'
import { Progress } from '../ui/Progress.tsx'
import { leftOf, percentOf } from '../ui/words.ts'
import { videoNote } from './video-words.ts'
import './studio.css'

/** A video in a list: its poster; until there is one its first picture, dimmed, under how far its rendering is. */
export function VideoCard(props: { readonly video: VideoItem; readonly onSettled: () => void }) {
  const render = () => props.video.latestRender
  const poster = () => {
    const latest = render()
    return latest?.status === 'succeeded' ? renderPosterUrl(latest) : undefined
  }
  const firstPicture = () => {
    const [mediaId] = props.video.mediaIds
    return mediaId === undefined ? undefined : thumbnailUrl(mediaId, 'medium')
  }
  return (
    <A
      href={`/videos/${props.video.id}`}
      class={(poster() ?? firstPicture()) === undefined ? 'video-card' : 'video-card pictured'}
    >
      <Show when={poster() ?? firstPicture()}>
        {(url) => (
          <img
            src={url()}
            class={poster() === undefined ? 'unmade' : ''}
            alt=""
            loading="lazy"
            decoding="async"
          />
        )}
      </Show>
      <div class="video-card-words">
        <Switch>
          <Match when={render() === null}>
            <p class="label">Not rendered yet</p>
          </Match>
          <Match when={render()?.status === 'failed'}>
            <p class="label field-error">Rendering failed</p>
          </Match>
          <Match when={render()?.status === 'cancelled'}>
            <p class="label">Rendering stopped</p>
          </Match>
          <Match when={render()?.status !== 'succeeded' && render()}>
            {(latest) => <Rendering jobId={latest().jobId} onSettled={props.onSettled} />}
          </Match>
        </Switch>
        <p class="video-card-title clip">{props.video.title}</p>
        <p class="video-card-note num clip">{videoNote(props.video)}</p>
      </div>
    </A>
  )
}

function Rendering(props: { readonly jobId: string; readonly onSettled: () => void }) {
  const followed = createJob(
    () => props.jobId,
    (job) => isFinal(job.status) && props.onSettled(),
  )
  const note = () => {
    const left = followed.secondsLeft()
    return left === undefined ? undefined : leftOf(left)
  }
  return (
    <div class="video-card-progress">
      <p class="label">Rendering</p>
      <p class="video-card-figure" aria-hidden="true">
        {percentOf(followed.job()?.progress ?? 0)}
      </p>
      <Progress label={followed.stage()} value={followed.job()?.progress ?? 0} note={note()} hideLabel />
      <p class="video-card-note num">{[followed.stage(), note()].filter(Boolean).join(' · ')}</p>
    </div>
  )
}
