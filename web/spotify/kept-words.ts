/** What is said of a snapshot that was kept, or was not. */
import { say, sayError } from '../ui/toast.ts'
import { counted } from '../ui/words.ts'
import type { Snapshot } from './calls.ts'

/** Says what was kept, and as which version. */
export async function sayKept({ title, version, itemCount }: Snapshot): Promise<void> {
  await say({
    tone: 'good',
    title: `Kept as version ${version}`,
    text: `${title}: ${counted(itemCount, 'song')}, under Snapshots.`,
  })
}

/** Says why nothing was kept. */
export async function sayNotKept(error: unknown): Promise<void> {
  await sayError(error, 'Nothing was kept')
}
