import { A, useNavigate } from '@solidjs/router'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import Dices from 'lucide-solid/icons/dices'
import Download from 'lucide-solid/icons/download'
import Share2 from 'lucide-solid/icons/share-2'
import { createSignal, type JSX, Show } from 'solid-js'
import { createVideo, deleteVideo, renameVideo, renderDownloadUrl, startRender } from '../api/calls.ts'
import { makeIdempotencyKey } from '../api/request.ts'
import type { Preset, Render, Video } from '../api/shapes.ts'
import { Button, ButtonLink, DownloadLink } from '../ui/Button.tsx'
import { type Asking, MoreMenu } from '../ui/MoreMenu.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { say, sayError } from '../ui/toast.ts'
import { clockOf, counted } from '../ui/words.ts'
import { renderName } from './video-words.ts'

/** The name of a video, what is known of it, and what can be done with it as a whole. */
export function VideoHeader(props: {
  readonly video: Video
  readonly shown: Render | undefined
  readonly songTitle: string | undefined
  readonly onRenamed: (title: string) => void
  readonly onShare: () => void
}) {
  const [asking, setAsking] = createSignal<Asking>()
  const navigate = useNavigate()
  const again = async () => {
    try {
      const made = await cutAnotherWay(props.video, props.shown?.preset ?? '720p30')
      navigate(`/videos/${made.id}`)
      const words = { title: 'Another cut is on its way', text: 'Same song and pictures, cut another way.' }
      await say({ tone: 'good', ...words })
    } catch (error) {
      await sayError(error)
    }
  }
  const saved = () => (props.shown?.status === 'succeeded' ? props.shown : undefined)
  return (
    <PageHeader
      over="Video"
      title={props.video.title}
      note={<Note video={props.video} songTitle={props.songTitle} />}
    >
      <MoreMenu
        what="video"
        title={props.video.title}
        asking={asking()}
        onAsk={setAsking}
        others={[
          {
            kind: 'action',
            name: 'Cut it another way',
            icon: () => <Dices aria-hidden="true" />,
            onSelect: () => void again(),
          },
        ]}
        onRename={async (title) => {
          const renamed = await renameVideo(props.video.id, title)
          props.onRenamed(renamed.title)
        }}
        onDelete={() => deleteVideo(props.video.id)}
        deleteText="The video, all its files and the links to it are removed. The song and the pictures stay."
        listHref="/videos"
      />
      <Show when={saved()}>
        <Button size="large" icon={<Share2 aria-hidden="true" />} onClick={() => props.onShare()}>
          Share
        </Button>
      </Show>
      <ButtonLink
        kind={saved() === undefined ? 'primary' : 'quiet'}
        size="large"
        icon={<Clapperboard aria-hidden="true" />}
        href={`/videos/${props.video.id}/edit`}
      >
        Edit
      </ButtonLink>
      <Show when={saved()}>
        {(render) => (
          <DownloadLink
            kind="primary"
            size="large"
            class="main-action"
            icon={<Download aria-hidden="true" />}
            href={renderDownloadUrl(render())}
            fileName={`${props.video.title} ${renderName(render()).replace(':', 'x')}.mp4`}
          >
            Download
          </DownloadLink>
        )}
      </Show>
    </PageHeader>
  )
}

/** Plans the same material with another seed, and starts its rendering. */
async function cutAnotherWay(
  { songId, mediaIds, aspect, style, title, timeline }: Video,
  preset: Preset,
): Promise<Video> {
  const range = {
    startSeconds: timeline.songStartSeconds,
    durationSeconds: timeline.lengthFrames / timeline.frameRate,
  }
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  const order = { songId, mediaIds, aspect, style, title, range, seed }
  const made = await createVideo(order, makeIdempotencyKey())
  await startRender(made.id, { preset, loudness: 'normalised' })
  return made
}

function Note(props: { readonly video: Video; readonly songTitle: string | undefined }): JSX.Element {
  const cuts = () => Math.max(0, props.video.timeline.clips.length - 1)
  return (
    <>
      <Show when={props.songTitle}>
        {(title) => (
          <>
            <A href={`/songs/${props.video.songId}`}>{title()}</A>
            {' · '}
          </>
        )}
      </Show>
      <span class="num">
        {props.video.aspect} · {clockOf(props.video.durationMs / 1000)} · {counted(cuts(), 'cut')}
      </span>
      {' · '}
      <A href={`/videos/${props.video.id}/storyboard`}>Storyboard</A>
    </>
  )
}
