import Plus from 'lucide-solid/icons/plus'
import { For, onCleanup, Show } from 'solid-js'
import { getSong, listSongs } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import type { Song } from '../api/shapes.ts'
import { Announce } from '../ui/Announce.tsx'
import { Button } from '../ui/Button.tsx'
import { DropAnywhere, DropZone } from '../ui/DropZone.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { say, sayError } from '../ui/toast.ts'
import { counted } from '../ui/words.ts'
import { songAccept } from '../uploads/plan.ts'
import { onArrival } from '../uploads/queue.ts'
import { bringSongs } from './bring.ts'
import { HeardSongs } from './HeardSongs.tsx'
import { hearingsUnderWay } from './hearing.ts'
import { SongCard } from './SongCard.tsx'
import './songs.css'

/** Every song of this account, and the place to drop the next. */
export function Songs() {
  const songs = createLoaded(() => true, listSongs)
  let picker: HTMLInputElement | undefined

  onCleanup(
    onArrival((arrival) => {
      if (arrival.kind !== 'song') return
      songs.put((all) => [arrival.song, ...(all ?? []).filter((song) => song.id !== arrival.song.id)])
    }),
  )
  const bring = (files: readonly File[]) => {
    const others = bringSongs(files)
    if (others > 0) {
      void say({
        tone: 'bad',
        title: `${counted(others, 'file')} left out`,
        text: 'Only songs go here: MP3, WAV, FLAC, OGG, Opus, M4A or AAC. Photos go where you make a video.',
      })
    }
  }
  const refresh = async (song: Song) => {
    try {
      const newer = await getSong(song.id)
      songs.put((all) => all?.map((each) => (each.id === newer.id ? newer : each)))
    } catch (error) {
      await sayError(error)
    }
  }
  const analysing = () => songs.value()?.filter((song) => song.status === 'analysing').length ?? 0
  return (
    <div class="with-main-action">
      <DropAnywhere words="Drop songs to bring them in" onFiles={bring} />
      <PageHeader
        title="Songs"
        note={<Show when={songs.value()?.length}>{(count) => counted(count(), 'song')}</Show>}
      >
        <Show when={songs.value()?.length}>
          <Button
            kind="primary"
            class="main-action"
            icon={<Plus aria-hidden="true" />}
            onClick={() => picker?.click()}
          >
            Add songs
          </Button>
        </Show>
      </PageHeader>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={songAccept}
        onChange={(event) => {
          bring(Array.from(event.currentTarget.files ?? []))
          event.currentTarget.value = ''
        }}
      />
      <Announce
        text={analysing() > 0 ? `${counted(analysing(), 'song')} being analysed` : 'All songs are analysed'}
      />
      <LoadedView of={songs} loading={<SongsSkeleton />}>
        {(all) => (
          <Show
            when={all().length > 0 || hearingsUnderWay().length > 0}
            fallback={
              <DropZone
                what="your first song"
                text="MP3, WAV, FLAC, OGG, Opus, M4A or AAC, up to half an hour. We find its beat, its parts and its key, then cut your photos to it."
                accept={songAccept}
                multiple
                onFiles={bring}
              />
            }
          >
            <ul class="song-grid">
              <HeardSongs />
              <For each={all()}>
                {(song) => (
                  <li>
                    <SongCard song={song} onSettled={(settled) => void refresh(settled)} />
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

function SongsSkeleton() {
  return (
    <div class="song-grid">
      <For each={[1, 2, 3]}>{() => <Skeleton height="188px" round />}</For>
    </div>
  )
}
