/** A storyboard as the server has it: read, read again, and changed. */
import { createSignal } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Video } from '../api/shapes.ts'
import type { SongDocuments } from '../songs/documents.ts'
import { sayError } from '../ui/toast.ts'
import { changePart, changeStoryboard, getMonthBudget, getStoryboard, setMonthBudget } from './calls.ts'
import type { Model, MonthBudget, PartPatch, Storyboard, StoryboardPatch } from './shapes.ts'
import type { Refused } from './words.ts'

/** Everything a storyboard is opened with. */
export type OpenedBoard = {
  readonly video: Video
  readonly documents: SongDocuments
  readonly storyboard: Storyboard
  readonly models: readonly Model[]
  readonly budget: MonthBudget
}

/** What was refused, and of which part; `undefined` for several at once. */
type RefusedOrder = Refused & { readonly partId: string | undefined }

/** What the page waits for. */
type Busy = 'ordering' | 'placing'

/** A storyboard as the server has it, and how it is read again and changed. */
export type KeptBoard = ReturnType<typeof keepBoard>

/** Keeps a storyboard as the server has it. */
export function keepBoard(opened: OpenedBoard) {
  const videoId = opened.video.id
  // A part or take that stays the same stays the same object, so that nothing on the page loses the focus.
  const [board, setBoard] = createStore<Storyboard>(opened.storyboard)
  const [budget, setBudget] = createSignal(opened.budget)
  const [refused, setRefused] = createSignal<RefusedOrder>()
  const [busy, setBusy] = createSignal<Busy>()
  return {
    video: opened.video,
    documents: opened.documents,
    models: opened.models,
    board,
    budget,
    refused,
    setRefused,
    busy,
    setBusy,
    readAgain: async () => {
      const [next, money] = await Promise.all([getStoryboard(videoId), getMonthBudget()])
      setBoard(reconcile(next))
      setBudget(money)
      return next
    },
    change: async (patch: StoryboardPatch) => {
      setBoard(reconcile(await changeStoryboard(videoId, patch)))
    },
    changePart: async (partId: string, patch: PartPatch) => {
      const part = await changePart(videoId, partId, patch)
      setBoard('parts', ({ id }) => id === partId, reconcile(part))
    },
    setMonthLimit: async (limitMicroDollars: number) => {
      setBudget(await setMonthBudget(limitMicroDollars))
      setRefused(undefined)
    },
    /** Says something in passing when what was asked for did not work. */
    attempt: async (work: () => Promise<unknown>, otherwise: string) => {
      try {
        await work()
      } catch (error) {
        await sayError(error, otherwise)
      }
    },
  }
}
