import { A } from '@solidjs/router'
import { createResource, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { createJob } from '../api/jobs.ts'
import type { Song } from '../api/shapes.ts'
import { SmallWave } from '../player/SmallWave.tsx'
import { Progress } from '../ui/Progress.tsx'
import { Skeleton } from '../ui/States.tsx'
import { clockOf, leftOf } from '../ui/words.ts'
import { getSongDocuments } from './documents.ts'
import { HeardMark, heardNote } from './HeardSongs.tsx'
import { nothingFoundYet } from './heard-so-far.ts'
import { hearingOf } from './hearing.ts'
import './songs.css'

/** What can be said of a song in one line; what is not known is left out. */
export function songNote(song: Song): string {
  const tempo = song.tempo === null ? undefined : `${Math.round(song.tempo)} BPM`
  return [song.artist, clockOf(song.durationMs / 1000), tempo, song.key]
    .filter((word) => word !== null && word !== undefined && word !== '')
    .join(' · ')
}

/** A song in the list: its own waveform as its picture, or how far its analysis is. */
export function SongCard(props: { readonly song: Song; readonly onSettled: (song: Song) => void }) {
  const [near, setNear] = createSignal(false)
  let card: HTMLDivElement | undefined
  onMount(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      {
        rootMargin: '300px',
      },
    )
    if (card !== undefined) observer.observe(card)
    onCleanup(() => observer.disconnect())
  })
  const [documents] = createResource(
    () => near() && props.song.status === 'ready' && props.song.id,
    (id) => getSongDocuments(id),
  )
  const analysing = createJob(
    () => (props.song.status === 'analysing' ? props.song.jobId : undefined),
    () => props.onSettled(props.song),
  )
  // The server's documents take over once they are here, so that the picture never goes away in between.
  const hearing = () => (documents.state === 'ready' ? undefined : hearingOf(props.song.id))
  const left = () => {
    const seconds = analysing.secondsLeft()
    return seconds === undefined ? undefined : leftOf(seconds)
  }
  return (
    <A href={`/songs/${props.song.id}`} class="card song-card">
      <div class="song-card-wave" ref={card}>
        <Switch fallback={<Skeleton height="96px" />}>
          <Match when={props.song.status === 'failed'}>
            <div class="song-card-state">
              <p class="small field-error">This song could not be analysed. Open it to see why.</p>
            </div>
          </Match>
          <Match when={props.song.status !== 'failed' && hearing()}>
            {(heard) => (
              <SmallWave
                peaks={heard().peaks}
                analysis={heard().analysis ?? nothingFoundYet(heard().peaks)}
              />
            )}
          </Match>
          <Match when={props.song.status === 'analysing'}>
            <div class="song-card-state">
              <Progress label={analysing.stage()} value={analysing.job()?.progress ?? 0} note={left()} />
            </div>
          </Match>
          <Match when={documents.state === 'ready' && documents.latest}>
            {(found) => <SmallWave peaks={found().peaks} analysis={found().analysis} />}
          </Match>
          <Match when={documents.state === 'errored'}>
            <div class="song-card-state">
              <p class="small muted">Its waveform could not be loaded.</p>
            </div>
          </Match>
        </Switch>
      </div>
      <div class="song-card-words">
        <p class="song-card-title clip">{props.song.title}</p>
        <p class="song-card-note num clip">
          <Show
            when={props.song.status === 'ready'}
            fallback={
              <Show when={hearing()} fallback={clockOf(props.song.durationMs / 1000)}>
                {(heard) => heardNote(heard())}
              </Show>
            }
          >
            {songNote(props.song)}
          </Show>
        </p>
        <Show when={props.song.status === 'analysing' && hearing()}>
          <HeardMark />
        </Show>
      </div>
    </A>
  )
}
