/** A press that takes its time: busy until it has ended, and said when it did not work. */
import { type Accessor, createSignal } from 'solid-js'
import { sayError } from './toast.ts'

/** What a button shows of it, and does. */
export type Pressing = { readonly isBusy: Accessor<boolean>; readonly press: () => void }

/** Makes one of work; `trouble` is what is said over the reason when it failed ("Nothing was kept"). */
export function createPressing(work: () => Promise<unknown>, trouble: string): Pressing {
  const [isBusy, setBusy] = createSignal(false)
  const run = async () => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      await sayError(error, trouble)
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, press: () => void run() }
}
