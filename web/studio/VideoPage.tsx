import { A, useNavigate, useParams } from '@solidjs/router'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import Dices from 'lucide-solid/icons/dices'
import Download from 'lucide-solid/icons/download'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, createSignal, type JSX, lazy, Show, Suspense } from 'solid-js'
import {
  createVideo,
  deleteVideo,
  getVideo,
  listRenders,
  renameVideo,
  renderDownloadUrl,
  startRender,
} from '../api/calls.ts'
import { isFinal } from '../api/follow.ts'
import { createLoaded, type LoadedHandle } from '../api/loaded.ts'
import { makeIdempotencyKey } from '../api/request.ts'
import type { Preset, Render, Video } from '../api/shapes.ts'
import { createClock } from '../player/clock.ts'
import { SongWave } from '../songs/SongWave.tsx'
import { createSong } from '../songs/song.ts'
import { ButtonLink, DownloadLink } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Facts, PageHeader } from '../ui/Page.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { say, sayError } from '../ui/toast.ts'
import { clockOf, counted } from '../ui/words.ts'
import { CutStrip } from './CutStrip.tsx'
import { RenderList } from './RenderList.tsx'
import { Stage } from './Stage.tsx'
import { cutSecondsOf, proofFacts, renderName } from './video-words.ts'
import './studio.css'

const RenameDialog = lazy(async () => ({ default: (await import('../ui/RenameDialog.tsx')).RenameDialog }))
const ConfirmDialog = lazy(async () => ({ default: (await import('../ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** One video: watched, proved, saved, and rendered again. */
export function VideoPage() {
  const params = useParams<{ videoId: string }>()
  return (
    <div class="with-main-action">
      <Show keyed when={params.videoId}>
        {(videoId) => <OneVideo videoId={videoId} />}
      </Show>
    </div>
  )
}

function OneVideo(props: { readonly videoId: string }) {
  const video = createLoaded(() => props.videoId, getVideo)
  const renders = createLoaded(() => props.videoId, listRenders)
  return (
    <LoadedView
      of={video}
      loading={<VideoSkeleton />}
      elsewhere={{ href: '/videos', words: 'Go to your videos' }}
    >
      {(value) => (
        <LoadedVideo
          video={value()}
          renders={renders}
          onRenamed={(title) => video.put((before) => before && { ...before, title })}
        />
      )}
    </LoadedView>
  )
}

function LoadedVideo(props: {
  readonly video: Video
  readonly renders: LoadedHandle<readonly Render[]>
  readonly onRenamed: (title: string) => void
}) {
  const [shownId, setShownId] = createSignal<string>()
  const [element, setElement] = createSignal<HTMLVideoElement>()
  const all = () => props.renders.value() ?? []
  const finished = () => all().find((render) => render.status === 'succeeded')
  const running = () => all().find((render) => !isFinal(render.status))
  // What was chosen, else what is being made, else the newest that is done, else the newest at all.
  const shown = createMemo(
    () => all().find((render) => render.id === shownId()) ?? running() ?? finished() ?? all()[0],
  )
  const stretch = () => {
    const startSeconds = props.video.timeline.songStartSeconds
    return {
      startSeconds,
      endSeconds: startSeconds + props.video.timeline.lengthFrames / props.video.timeline.frameRate,
    }
  }
  const clock = createClock(element, stretch)
  const song = createSong(() => props.video.songId)
  const render = async (preset: Preset, aspect = props.video.aspect) => {
    try {
      const made = await startRender(props.video.id, { preset, loudness: 'normalised', aspect })
      props.renders.put((before) => [made, ...(before ?? []).filter((each) => each.id !== made.id)])
      setShownId(made.id)
      window.scrollTo({ top: 0, behavior: 'smooth' })
    } catch (error) {
      await sayError(error)
    }
  }
  return (
    <>
      <VideoHeader
        video={props.video}
        shown={shown()}
        songTitle={song.value()?.title}
        onRenamed={props.onRenamed}
      />
      <LoadedView of={props.renders} loading={<Skeleton height="420px" round />}>
        {() => (
          <Stage
            video={props.video}
            render={shown()}
            onElement={setElement}
            onSettled={() => props.renders.refetch()}
            onRender={(preset) => void render(preset)}
          />
        )}
      </LoadedView>
      <Show when={song.value()?.status === 'ready' && song.value()}>
        {(loaded) => (
          <section class="card wave-card" aria-label="Cuts">
            <SongWave
              song={loaded()}
              clock={clock}
              whole={{ fromSeconds: stretch().startSeconds, toSeconds: stretch().endSeconds }}
              heightPixels={112}
              cutSeconds={cutSecondsOf(props.video.timeline)}
              under={(view) => <CutStrip timeline={props.video.timeline} view={view} />}
            />
          </section>
        )}
      </Show>
      <Show when={shown()?.proof && shown()}>
        {(proved) => <Facts facts={proofFacts(props.video.timeline, proved())} />}
      </Show>
      <RenderList
        renders={all()}
        shownId={shown()?.id}
        onShow={(id) => setShownId(id)}
        aspect={props.video.aspect}
        onRender={(preset, aspect) => void render(preset, aspect)}
      />
    </>
  )
}

function VideoHeader(props: {
  readonly video: Video
  readonly shown: Render | undefined
  readonly songTitle: string | undefined
  readonly onRenamed: (title: string) => void
}) {
  const navigate = useNavigate()
  const [asking, setAsking] = createSignal<'rename' | 'delete'>()
  const [busy, setBusy] = createSignal(false)
  const saved = () => (props.shown?.status === 'succeeded' ? props.shown : undefined)
  const again = async () => {
    try {
      const { songId, mediaIds, aspect, style, title, timeline } = props.video
      const range = {
        startSeconds: timeline.songStartSeconds,
        durationSeconds: timeline.lengthFrames / timeline.frameRate,
      }
      const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
      const made = await createVideo(
        { songId, mediaIds, aspect, style, title, range, seed },
        makeIdempotencyKey(),
      )
      await startRender(made.id, { preset: props.shown?.preset ?? '720p30', loudness: 'normalised' })
      navigate(`/videos/${made.id}`)
      await say({
        tone: 'good',
        title: 'Another cut is on its way',
        text: 'Same song and pictures, cut another way.',
      })
    } catch (error) {
      await sayError(error)
    }
  }
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
    <>
      <PageHeader
        over="Video"
        title={props.video.title}
        note={<Note video={props.video} songTitle={props.songTitle} />}
      >
        <Menu
          label={`More for ${props.video.title}`}
          icon={() => <Ellipsis aria-hidden="true" />}
          triggerClass="button icon large round"
          items={[
            {
              kind: 'action',
              name: 'Rename',
              icon: () => <Pencil aria-hidden="true" />,
              onSelect: () => setAsking('rename'),
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
              onSelect: () => setAsking('delete'),
            },
          ]}
        />
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
          <ConfirmDialog
            open
            title={`Delete "${props.video.title}"?`}
            text="The video and all its files are removed. The song and the pictures stay."
            confirmWords="Delete the video"
            busyWords={busy() ? 'Deleting' : undefined}
            onConfirm={() => void remove()}
            onClose={() => setAsking(undefined)}
          />
        </Show>
      </Suspense>
    </>
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
    </>
  )
}

function VideoSkeleton() {
  return (
    <div class="stack">
      <Skeleton height="44px" width="40%" />
      <Skeleton height="420px" round />
      <Skeleton height="232px" round />
    </div>
  )
}
