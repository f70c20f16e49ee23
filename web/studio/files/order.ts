/** The newest order of a video, followed until all of it has ended. */
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { cancelOrder, getOrder, newestOrder, placeOrder } from '../../api/calls.ts'
import { followDelayMs, isFinal } from '../../api/follow.ts'
import { makeIdempotencyKey } from '../../api/request.ts'
import type { FileOrder, WishedFile } from '../../api/shapes.ts'

/** See `createOrder`. */
export type FollowedOrder = {
  readonly order: Accessor<FileOrder | undefined>
  readonly place: (files: readonly WishedFile[]) => Promise<void>
  readonly cancel: () => Promise<void>
}

/** Loads the newest order and asks how it stands once a second; `onChange` hears of every file that has ended. */
export function createOrder(videoId: Accessor<string>, onChange: () => void): FollowedOrder {
  const [order, setOrder] = createSignal<FileOrder>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isGone = false
  onCleanup(() => {
    isGone = true
    clearTimeout(timer)
  })
  const take = (next: FileOrder | undefined) => {
    if (isGone) return
    const before = endedFiles(order())
    setOrder(next)
    if (endedFiles(next) !== before) onChange()
    follow(0)
  }
  const follow = (failures: number) => {
    clearTimeout(timer)
    const now = order()
    if (isGone || now === undefined || isFinal(now.status)) return
    timer = setTimeout(() => {
      // A network that is away is tried again, more and more seldom.
      getOrder(now).then(take, () => follow(failures + 1))
    }, followDelayMs(failures))
  }
  createEffect(
    on(videoId, (id) => {
      setOrder(undefined)
      // Without it the page shows no order; its files are in the list all the same.
      newestOrder(id).then(take, () => undefined)
    }),
  )
  return {
    order,
    place: async (files) => take(await placeOrder(videoId(), files, makeIdempotencyKey())),
    cancel: async () => {
      const now = order()
      if (now !== undefined) take(await cancelOrder(now))
    },
  }
}

function endedFiles(order: FileOrder | undefined): number {
  return order?.files.filter(({ render }) => isFinal(render.status)).length ?? 0
}
