import { For, Show } from 'solid-js'
import { listVideos } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import { SectionHead } from '../ui/Page.tsx'
import { LoadedView } from '../ui/States.tsx'
import { VideoCard } from './VideoCard.tsx'
import { VideosSkeleton } from './Videos.tsx'
import './studio.css'

/** What was made from one song. */
export function VideosOfSong(props: { readonly songId: string }) {
  const videos = createLoaded(
    () => props.songId,
    async (songId) => (await listVideos()).filter((video) => video.songId === songId),
  )
  const note = () => {
    const count = videos.value()?.length
    return count === undefined || count === 0 ? undefined : `${count} made from this song`
  }
  return (
    <section aria-label="Videos made from this song">
      <SectionHead title="Videos" note={note()} />
      <LoadedView of={videos} loading={<VideosSkeleton />}>
        {(all) => (
          <Show
            when={all().length > 0}
            fallback={<p class="muted">Nothing made from this song yet. Make a video and it appears here.</p>}
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
    </section>
  )
}
