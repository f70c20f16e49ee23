/** Keeping a snapshot, as every page that does it says it. */
import { createPressing, type Pressing } from './pressing.ts'
import { say } from './toast.ts'
import { counted } from './words.ts'

/** What is said of a snapshot. */
type Kept = { readonly title: string; readonly version: number; readonly itemCount: number }

/** Says what was kept, and as which version. `onShow` leads to where it lies. */
export async function sayKept({ title, version, itemCount }: Kept, onShow?: () => void): Promise<void> {
  await say({
    tone: 'good',
    title: `Kept as version ${version}`,
    text: `${title}: ${counted(itemCount, 'song')}.`,
    ...(onShow === undefined ? {} : { action: { name: 'Snapshots', onSelect: onShow } }),
  })
}

/** Keeps one with a press. */
export function createKeeping(keep: () => Promise<Kept>, onShow?: () => void): Pressing {
  return createPressing(async () => sayKept(await keep(), onShow), 'Nothing was kept')
}
