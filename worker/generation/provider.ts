/** What a service that makes clips and photos does for a take. Looks need none: our own code draws them at once. */
import type { Settings } from '../env.ts'
import type { JobContext } from '../jobs/handler.ts'
import type { Work } from '../jobs/work.ts'
import type { TakeRow } from './take-store.ts'

/** What a person is told when a provider's file is not there any more. */
export const outputGone =
  'What the model made was gone before it could be fetched: its files are kept for an hour. Nothing was charged.'

/** A service that is asked for takes. */
export type Provider = {
  readonly name: 'replicate'
  /** Why it cannot be asked here; `null` when it can. */
  whyNot(settings: Settings): string | null
  /** The work on one take: asked for once, followed, ended. */
  work(take: TakeRow, context: JobContext): Work
  /** Where the file of a take lies that has succeeded. Refuses what is no file of the provider's own, and what is gone. */
  outputUrl(take: TakeRow, context: JobContext): Promise<string>
}
