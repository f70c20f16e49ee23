import { useParams } from '@solidjs/router'
import { createMemo, Match, Show, Switch } from 'solid-js'
import { getTimeline, getVideo } from '../../api/calls.ts'
import { createLoaded } from '../../api/loaded.ts'
import type { Song, Timeline, Video } from '../../api/shapes.ts'
import { createLibrary } from '../../media/library.ts'
import { getSongDocuments, type SongDocuments } from '../../songs/documents.ts'
import { createSong } from '../../songs/song.ts'
import { ErrorState, LoadedView, Skeleton } from '../../ui/States.tsx'
import { EditorView } from './EditorView.tsx'
import './editor.css'

/** The editor of one video. */
export function EditorPage() {
  const params = useParams<{ videoId: string }>()
  return (
    <Show keyed when={params.videoId}>
      {(videoId) => <OneEditor videoId={videoId} />}
    </Show>
  )
}

/** A video with the version of its timeline that was read. */
type Opened = { readonly video: Video; readonly timeline: Timeline; readonly etag: string }

async function open(videoId: string): Promise<Opened> {
  const [video, { value, etag }] = await Promise.all([getVideo(videoId), getTimeline(videoId)])
  return { video, timeline: value, etag }
}

function OneEditor(props: { readonly videoId: string }) {
  const opened = createLoaded(() => props.videoId, open)
  return (
    <LoadedView
      of={opened}
      loading={<EditorSkeleton />}
      elsewhere={{ href: '/videos', words: 'Go to your videos' }}
    >
      {/* What was opened first is edited from then on: a later answer must not replace it under the hand. */}
      {(value) => <WithSong opened={value()} />}
    </LoadedView>
  )
}

function WithSong(props: { readonly opened: Opened }) {
  const song = createSong(() => props.opened.video.songId)
  const ready = createMemo((): Song | undefined => {
    const now = song.value()
    return now?.status === 'ready' ? now : undefined
  })
  const documents = createLoaded(() => ready()?.id, getSongDocuments)
  const library = createLibrary()
  const failed = () => {
    const all = [song.state(), documents.state(), library.state()]
    return all.find((state) => state.kind === 'failed')
  }
  const all = createMemo((): SongDocuments | undefined =>
    library.value() === undefined ? undefined : documents.value(),
  )
  const retry = () => {
    song.refetch()
    documents.refetch()
    library.refetch()
  }
  return (
    <Switch fallback={<EditorSkeleton />}>
      <Match when={failed()}>
        {(state) => (
          <ErrorState
            error={state().kind === 'failed' ? (state() as { readonly error: unknown }).error : undefined}
            onRetry={retry}
            elsewhere={{ href: `/videos/${props.opened.video.id}`, words: 'Back to the video' }}
          />
        )}
      </Match>
      <Match when={all()}>
        {(found) => (
          <EditorView
            video={props.opened.video}
            timeline={props.opened.timeline}
            etag={props.opened.etag}
            documents={found()}
            library={library}
          />
        )}
      </Match>
    </Switch>
  )
}

function EditorSkeleton() {
  return (
    <div class="editor loading" aria-busy="true">
      <span class="unseen">Loading</span>
      <Skeleton height="48px" />
      <Skeleton height="46dvh" round />
      <Skeleton height="30dvh" round />
    </div>
  )
}
