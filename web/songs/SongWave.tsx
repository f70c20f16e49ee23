import { type Accessor, type JSX, Match, Show, Switch } from 'solid-js'
import type { Song } from '../api/shapes.ts'
import type { Clock } from '../player/clock.ts'
import type { View } from '../player/view.ts'
import { Waveform } from '../player/Waveform.tsx'
import { ErrorState, Skeleton } from '../ui/States.tsx'
import { createSongDocuments, type SongDocuments } from './documents.ts'
import './songs.css'

/** The waveform of a song that is analysed, or heard on this device, with its skeleton and its failure. */
export function SongWave(props: {
  readonly song: Song
  readonly clock: Clock
  /** What may be seen; the whole song when left out. */
  readonly whole?: View
  readonly heightPixels?: number
  readonly cutSeconds?: readonly number[]
  readonly overlay?: (view: View) => JSX.Element
  readonly under?: (view: View) => JSX.Element
  readonly children?: (documents: Accessor<SongDocuments>) => JSX.Element
}) {
  const { found, failure, refetch } = createSongDocuments(() => props.song)
  return (
    <Switch fallback={<Skeleton height={`${props.heightPixels ?? 152}px`} />}>
      <Match when={failure()}>{(error) => <ErrorState error={error()} onRetry={refetch} />}</Match>
      <Match when={found()}>
        {(found) => (
          <>
            <Waveform
              label={`Position in ${props.song.title}`}
              peaks={found().peaks}
              analysis={found().analysis}
              clock={props.clock}
              whole={props.whole ?? { fromSeconds: 0, toSeconds: found().analysis.duration }}
              {...(props.heightPixels === undefined ? {} : { heightPixels: props.heightPixels })}
              {...(props.cutSeconds === undefined ? {} : { cutSeconds: props.cutSeconds })}
              {...(props.overlay === undefined ? {} : { overlay: props.overlay })}
              {...(props.under === undefined ? {} : { under: props.under })}
            />
            <Show when={props.children}>{(children) => children()(found)}</Show>
          </>
        )}
      </Match>
    </Switch>
  )
}
