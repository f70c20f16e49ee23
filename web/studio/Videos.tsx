import Clapperboard from 'lucide-solid/icons/clapperboard'
import { For, Show } from 'solid-js'
import { listVideos } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { EmptyState, LoadedView, Skeleton } from '../ui/States.tsx'
import { counted } from '../ui/words.ts'
import { VideoCard } from './VideoCard.tsx'
import './studio.css'

/** Every video of this account. */
export function Videos() {
  const videos = createLoaded(() => true, listVideos)
  return (
    <div class="with-main-action">
      <PageHeader
        title="Videos"
        note={<Show when={videos.value()?.length}>{(count) => counted(count(), 'video')}</Show>}
      >
        <Show when={videos.value()?.length}>
          <ButtonLink
            href="/make"
            kind="primary"
            class="main-action"
            icon={<Clapperboard aria-hidden="true" />}
          >
            Make a video
          </ButtonLink>
        </Show>
      </PageHeader>
      <LoadedView of={videos} loading={<VideosSkeleton />}>
        {(all) => (
          <Show
            when={all().length > 0}
            fallback={
              <EmptyState
                icon={<Clapperboard />}
                title="No video yet"
                text="Take a song and some photos; the cuts fall on the beat by themselves."
              >
                <ButtonLink href="/make" kind="primary" size="large">
                  Make your first video
                </ButtonLink>
              </EmptyState>
            }
          >
            <ul class="video-grid">
              <For each={all()}>
                {(video) => (
                  <li>
                    <VideoCard video={video} onSettled={() => videos.refetch()} />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </LoadedView>
    </div>
  )
}

/** Cards that are about to be. */
export function VideosSkeleton() {
  return (
    <div class="video-grid">
      <For each={[1, 2, 3]}>{() => <Skeleton height="236px" round />}</For>
    </div>
  )
}
