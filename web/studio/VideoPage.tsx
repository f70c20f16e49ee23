import { useParams } from '@solidjs/router'
import { createMemo, createSignal, Show } from 'solid-js'
import { getVideo, listRenders, startRender } from '../api/calls.ts'
import { isFinal } from '../api/follow.ts'
import { createLoaded, type LoadedHandle } from '../api/loaded.ts'
import type { Preset, Render, Video } from '../api/shapes.ts'
import { createClock } from '../player/clock.ts'
import { ShareSection } from '../sharing/ShareSection.tsx'
import { SongWave } from '../songs/SongWave.tsx'
import { createSong } from '../songs/song.ts'
import { Facts } from '../ui/Page.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { sayError } from '../ui/toast.ts'
import { CutStrip } from './CutStrip.tsx'
import { FilesSection } from './files/FilesSection.tsx'
import { RenderList } from './RenderList.tsx'
import { Stage } from './Stage.tsx'
import { VideoHeader } from './VideoHeader.tsx'
import { cutSecondsOf, proofFacts, renderName } from './video-words.ts'
import './studio.css'

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
  const [isSharing, setSharing] = createSignal(false)
  const all = () => props.renders.value() ?? []
  // Stretches and audiograms are for somewhere else: here one watches the video.
  const ofWhole = () => all().filter(({ range, variant }) => range === null && variant === 'plain')
  const finished = () => ofWhole().find((render) => render.status === 'succeeded')
  const running = () => ofWhole().find((render) => !isFinal(render.status))
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
        onShare={() => setSharing(true)}
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
      <ShareSection
        video={props.video}
        renders={all()}
        nameOf={renderName}
        asked={isSharing()}
        onTaken={() => setSharing(false)}
      />
      <Show when={song.value()?.status === 'ready' && song.value()}>
        {(loaded) => (
          <FilesSection video={props.video} song={loaded()} onChange={() => props.renders.refetch()} />
        )}
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

function VideoSkeleton() {
  return (
    <div class="stack">
      <Skeleton height="44px" width="40%" />
      <Skeleton height="420px" round />
      <Skeleton height="232px" round />
    </div>
  )
}
