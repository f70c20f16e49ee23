/** Tells whoever listens how long the steps of a render took. The bench listens; in service nobody does, and it costs nothing. */
import { channel } from 'node:diagnostics_channel'

/** One finished step. Steps of several lanes overlap. */
export type StepTiming = { readonly step: string; readonly ms: number }

/** Where `StepTiming`s are published. */
export const stepChannel = channel('cuecraft:render-step')

/** Runs a step and tells how long it took. */
export async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const startMs = performance.now()
  try {
    return await work()
  } finally {
    if (stepChannel.hasSubscribers) stepChannel.publish({ step, ms: performance.now() - startMs })
  }
}
