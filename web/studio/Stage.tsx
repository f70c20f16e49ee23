import CircleAlert from 'lucide-solid/icons/circle-alert'
import { createResource, Match, Show, Switch } from 'solid-js'
import { getJob, renderFileUrl, renderPosterUrl } from '../api/calls.ts'
import type { Preset, Render, Video } from '../api/shapes.ts'
import { Button } from '../ui/Button.tsx'
import { RenderingCard } from './RenderingCard.tsx'
import './studio.css'

/** Where the video is seen: the file when there is one, its making while it is made, its failure with a reason. */
export function Stage(props: {
  readonly video: Video
  readonly render: Render | undefined
  readonly onElement: (element: HTMLVideoElement) => void
  readonly onSettled: () => void
  readonly onRender: (preset: Preset) => void
}) {
  return (
    <Switch
      fallback={<Unmade words="Not rendered yet" reason="" onRender={() => props.onRender('720p30')} />}
    >
      <Match when={props.render?.status === 'succeeded' && props.render} keyed>
        {(render) => (
          <div class="stage">
            {/* biome-ignore lint/a11y/useMediaCaption: what is sung is written into the picture */}
            <video
              ref={(element) => props.onElement(element)}
              controls
              playsinline
              preload="metadata"
              poster={renderPosterUrl(render)}
              src={renderFileUrl(render)}
              aria-label={props.video.title}
            />
          </div>
        )}
      </Match>
      <Match when={props.render?.status === 'failed' && props.render}>
        {(render) => <Failed render={render()} onRender={props.onRender} />}
      </Match>
      <Match when={props.render?.status === 'cancelled' && props.render}>
        {(render) => (
          <Unmade
            words="Rendering was stopped"
            reason="What was rendered so far is kept and used again."
            onRender={() => props.onRender(render().preset)}
          />
        )}
      </Match>
      <Match when={props.render}>
        {(render) => (
          <RenderingCard jobId={render().jobId} timeline={props.video.timeline} onSettled={props.onSettled} />
        )}
      </Match>
    </Switch>
  )
}

function Failed(props: { readonly render: Render; readonly onRender: (preset: Preset) => void }) {
  const [reason] = createResource(
    () => props.render.jobId,
    async (jobId) => {
      try {
        return (await getJob(jobId)).error ?? ''
      } catch {
        return ''
      }
    },
  )
  return (
    <Unmade
      words="Rendering failed"
      reason={(reason.state === 'ready' && reason.latest) || 'No reason was kept.'}
      bad
      onRender={() => props.onRender(props.render.preset)}
    />
  )
}

function Unmade(props: {
  readonly words: string
  readonly reason: string
  readonly bad?: boolean
  readonly onRender: () => void
}) {
  return (
    <div class="stage busy">
      <div class="rendering" role={props.bad === true ? 'alert' : 'status'}>
        <Show when={props.bad === true}>
          <CircleAlert class="stage-bad" aria-hidden="true" />
        </Show>
        <h2>{props.words}</h2>
        <Show when={props.reason}>
          <p class="muted">{props.reason}</p>
        </Show>
        <div>
          <Button kind="primary" onClick={() => props.onRender()}>
            Render it
          </Button>
        </div>
      </div>
    </div>
  )
}
