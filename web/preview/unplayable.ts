/** Clips that this browser cannot play yet, as state: each is waited for, or prepared here when the person wants it. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { getMedia, mediaFileUrl } from '../api/calls.ts'
import type { Media } from '../api/shapes.ts'

/** How it stands with a clip that cannot be played. */
export type UnplayableState =
  | { readonly kind: 'offered' }
  | { readonly kind: 'preparing'; readonly progress: number }
  | { readonly kind: 'failed'; readonly sentence: string }

/** A clip that cannot be played. */
export type UnplayableClip = { readonly media: Media; readonly state: UnplayableState }

/** See `createUnplayable`. */
export type Unplayable = {
  readonly clips: Accessor<readonly UnplayableClip[]>
  /** A clip was found that cannot be played. */
  readonly found: (mediaId: string) => void
  /** Fetches FFmpeg for the browser and converts the clip. */
  readonly prepare: (mediaId: string) => void
  readonly cancel: (mediaId: string) => void
}

/** How soon it is asked again whether the server's proxy of a clip has come; less and less often, since one may have failed. */
const [firstWaitMs, longestWaitMs] = [3000, 60_000]

/** No clips yet. `onPlayable` is told of each that can be played now. Work that is under way ends with whoever made this. */
export function createUnplayable(
  find: (mediaId: string) => Media | undefined,
  onPlayable: (mediaId: string) => void,
): Unplayable {
  const [clips, setClips] = createSignal<readonly UnplayableClip[]>([])
  // A proxy that this browser cannot play either must not be tried for ever.
  const tried = new Set<string>()
  let isOver = false
  const isListed = (mediaId: string) => clips().some(({ media }) => media.id === mediaId)
  const set = (mediaId: string, state: UnplayableState) =>
    setClips((all) => all.map((each) => (each.media.id === mediaId ? { ...each, state } : each)))
  const play = (mediaId: string) => {
    preparing.end(mediaId)
    setClips((all) => all.filter(({ media }) => media.id !== mediaId))
    onPlayable(mediaId)
  }
  const waitForProxy = async (mediaId: string) => {
    if (!(await proxyComes(mediaId, () => !isOver && isListed(mediaId) && !tried.has(mediaId)))) return
    tried.add(mediaId)
    play(mediaId)
  }
  const preparing = makePreparing({ tell: set, onReady: play })
  onCleanup(() => {
    isOver = true
    preparing.endAll()
  })
  return {
    clips,
    found(mediaId) {
      const media = find(mediaId)
      if (media === undefined || isListed(mediaId)) return
      setClips((all) => [...all, { media, state: { kind: 'offered' } }])
      void waitForProxy(mediaId)
    },
    prepare(mediaId) {
      const media = find(mediaId)
      if (media !== undefined) void preparing.begin(media)
    },
    cancel(mediaId) {
      preparing.end(mediaId)
      set(mediaId, { kind: 'offered' })
    },
  }
}

/** Converts clips in this browser, each once at a time. */
function makePreparing(to: {
  tell(mediaId: string, state: UnplayableState): void
  onReady(mediaId: string): void
}) {
  const running = new Map<string, AbortController>()
  const end = (mediaId: string) => {
    running.get(mediaId)?.abort(new DOMException('The clip is not prepared any more', 'AbortError'))
    running.delete(mediaId)
  }
  return {
    async begin(media: Media) {
      if (running.has(media.id)) return
      const controller = new AbortController()
      const { signal } = controller
      running.set(media.id, controller)
      const onProgress = (progress: number) => {
        if (!signal.aborted) to.tell(media.id, { kind: 'preparing', progress })
      }
      onProgress(0)
      try {
        const { prepareClip } = await import('../device/prepare-clip.ts')
        await prepareClip(clipOf(media), { signal, onProgress })
        to.onReady(media.id)
      } catch (error) {
        if (signal.aborted) return
        running.delete(media.id)
        to.tell(media.id, {
          kind: 'failed',
          sentence: error instanceof Error ? error.message : String(error),
        })
      }
    },
    end,
    endAll() {
      for (const mediaId of [...running.keys()]) end(mediaId)
    },
  }
}

/** Waits until the server has the proxy of a clip; `false` when nobody wants it any more. */
async function proxyComes(mediaId: string, isWanted: () => boolean): Promise<boolean> {
  for (let waitMs = firstWaitMs; isWanted(); waitMs = Math.min(longestWaitMs, waitMs * 1.5)) {
    // What fails here is asked again, and the clip can be prepared meanwhile.
    const media = await getMedia(mediaId).catch(() => undefined)
    if (media !== undefined && media.proxy !== null) return isWanted()
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  return false
}

function clipOf({ id, bytes, widthPixels, heightPixels, durationMs }: Media) {
  const durationSeconds = (durationMs ?? 0) / 1000
  return { mediaId: id, url: mediaFileUrl(id), bytes, widthPixels, heightPixels, durationSeconds }
}
