/** The photos and clips of this account, kept up to date while they arrive and are prepared. */
import { createEffect, onCleanup } from 'solid-js'
import { getMedia, listMedia } from '../api/calls.ts'
import { isFinal } from '../api/follow.ts'
import { watchJob } from '../api/jobs.ts'
import { createLoaded, type LoadedHandle } from '../api/loaded.ts'
import type { Media } from '../api/shapes.ts'
import { sayError } from '../ui/toast.ts'
import { onArrival } from '../uploads/queue.ts'

/** Loads the library; what is being prepared is followed until it is ready. */
export function createLibrary(): LoadedHandle<readonly Media[]> {
  const library = createLoaded(() => true, listMedia)
  const watched = new Map<string, () => void>()
  const replace = (media: Media) =>
    library.put((all) => all?.map((each) => (each.id === media.id ? media : each)))
  const refresh = async (id: string) => {
    try {
      replace(await getMedia(id))
    } catch (error) {
      await sayError(error)
    }
  }
  createEffect(() => {
    for (const media of library.value() ?? []) {
      if (media.status !== 'preparing' || watched.has(media.id)) continue
      const stop = watchJob(media.jobId, (job) => {
        if (isFinal(job.status)) void refresh(media.id)
      })
      watched.set(media.id, stop)
    }
  })
  onCleanup(
    onArrival((arrival) => {
      if (arrival.kind !== 'media') return
      library.put((all) => [arrival.media, ...(all ?? []).filter((each) => each.id !== arrival.media.id)])
    }),
  )
  onCleanup(() => {
    for (const stop of watched.values()) stop()
  })
  return library
}
