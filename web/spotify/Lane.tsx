import { createEffect, createSignal, on } from 'solid-js'
import { createLoaded } from '../api/loaded.ts'
import { ApiError } from '../api/problem.ts'
import { getQueue } from './calls.ts'
import { PlayerCard } from './PlayerCard.tsx'
import { PlaylistsCard } from './PlaylistsCard.tsx'
import { watchPlayback } from './playback.ts'
import { QueueCard } from './QueueCard.tsx'
import { RestoreDialog } from './RestoreDialog.tsx'
import { SearchCard } from './SearchCard.tsx'

/** All that can be done once one is connected: what plays, what comes, what is kept there, and what can be added. */
export function Lane(props: { readonly onConsentLost: () => void }) {
  const watch = watchPlayback()
  const queue = createLoaded(() => true, getQueue)
  const [restoring, setRestoring] = createSignal(false)
  const uri = () => watch.playback()?.item?.uri
  createEffect(on(uri, queue.refetch, { defer: true }))
  createEffect(() => isConsentLost(watch.trouble()) && props.onConsentLost())
  return (
    <div class="spotify-lane">
      <PlayerCard watch={watch} />
      <div class="spotify-columns">
        <div class="spotify-column">
          <QueueCard queue={queue} onRestore={() => setRestoring(true)} />
        </div>
        <div class="spotify-column">
          <SearchCard watch={watch} onAdded={queue.refetch} />
          <PlaylistsCard />
        </div>
      </div>
      <RestoreDialog open={restoring()} onClose={() => setRestoring(false)} onAdded={queue.refetch} />
    </div>
  )
}

function isConsentLost(error: unknown): boolean {
  return error instanceof ApiError && error.problem.type.endsWith('/spotify-consent-needed')
}
