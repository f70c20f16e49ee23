import { A, useNavigate } from '@solidjs/router'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import Dices from 'lucide-solid/icons/dices'
import Download from 'lucide-solid/icons/download'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Pencil from 'lucide-solid/icons/pencil'
import Share2 from 'lucide-solid/icons/share-2'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, type JSX, lazy, Show, Suspense } from 'solid-js'
import { createVideo, deleteVideo, renameVideo, renderDownloadUrl, startRender } from '../api/calls.ts'
import { makeIdempotencyKey } from '../api/request.ts'
import type { Preset, Render, Video } from '../api/shapes.ts'
import { Button, ButtonLink, DownloadLink } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { say, sayError } from '../ui/toast.ts'
import { clockOf, counted } from '../ui/words.ts'
import { renderName } from './video-words.ts'

const RenameDialog = lazy(async () => ({ default: (await import('../ui/RenameDialog.tsx')).RenameDialog }))
const ConfirmDialog = lazy(async () => ({ default: (await import('../ui/ConfirmDialog.tsx')).ConfirmDialog }))

type Asking = 'rename' | 'delete'

/** The name of a video, what is known of it, and what can be done with it as a whole. */
export function VideoHeader(props: {
  readonly video: Video
  readonly shown: Render | undefined
  readonly songTitle: string | undefined
  readonly onRenamed: (title: string) => void
  readonly onShare: () => void
}) {
  const [asking, setAsking] = createSignal<Asking>()
  const saved = () => (props.shown?.status === 'succeeded' ? props.shown : undefined)
  return (
    <>
      <PageHeader
        over="Video"
        title={props.video.title}
        note={<Note video={props.video} songTitle={props.songTitle} />}
      >
        <MoreMenu video={props.video} preset={props.shown?.preset ?? '720p30'} onAsk={setAsking} />
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
      <Suspense>
        <Show when={asking() === 'rename'}>
          <RenameDialog
            what="video"
            title={props.video.title}
            onRename={async (title) => {
              const renamed = await renameVideo(props.video.id, title)
              props.onRenamed(renamed.title)
            }}
            onClose={() => setAsking(undefined)}
          />
        </Show>
        <Show when={asking() === 'delete'}>
          <DeleteDialog video={props.video} onClose={() => setAsking(undefined)} />
        </Show>
      </Suspense>
    </>
  )
}

/** What is done with a video now and then. */
function MoreMenu(props: {
  readonly video: Video
  readonly preset: Preset
  readonly onAsk: (asking: Asking) => void
}) {
  const navigate = useNavigate()
  const again = async () => {
    try {
      const made = await cutAnotherWay(props.video, props.preset)
      navigate(`/videos/${made.id}`)
      const words = { title: 'Another cut is on its way', text: 'Same song and pictures, cut another way.' }
      await say({ tone: 'good', ...words })
    } catch (error) {
      await sayError(error)
    }
  }
  return (
    <Menu
      label={`More for ${props.video.title}`}
      icon={() => <Ellipsis aria-hidden="true" />}
      triggerClass="button icon large round"
      items={[
        {
          kind: 'action',
          name: 'Rename',
          icon: () => <Pencil aria-hidden="true" />,
          onSelect: () => props.onAsk('rename'),
        },
        {
          kind: 'action',
          name: 'Cut it another way',
          icon: () => <Dices aria-hidden="true" />,
          onSelect: () => void again(),
        },
        { kind: 'line' },
        {
          kind: 'action',
          name: 'Delete',
          icon: () => <Trash aria-hidden="true" />,
          danger: true,
          onSelect: () => props.onAsk('delete'),
        },
      ]}
    />
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

function DeleteDialog(props: { readonly video: Video; readonly onClose: () => void }) {
  const navigate = useNavigate()
  const [busy, setBusy] = createSignal(false)
  const remove = async () => {
    setBusy(true)
    try {
      await deleteVideo(props.video.id)
      navigate('/videos', { replace: true })
      await say({ tone: 'good', title: `"${props.video.title}" is deleted` })
    } catch (error) {
      await sayError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <ConfirmDialog
      open
      title={`Delete "${props.video.title}"?`}
      text="The video, all its files and the links to it are removed. The song and the pictures stay."
      confirmWords="Delete the video"
      busyWords={busy() ? 'Deleting' : undefined}
      onConfirm={() => void remove()}
      onClose={() => props.onClose()}
    />
  )
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
