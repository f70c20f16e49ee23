/** How the line to a room stands, in the few words of a chip. */
import type { Tone } from '../ui/StatusChip.tsx'
import { counted } from '../ui/words.ts'
import { driftWords, inSyncWithinMs } from './drift-words.ts'
import type { Live } from './live.ts'

/** One break is a hiccup; browsers do not always know that they are offline. */
const triesUntilOffline = 2

/** What the chip of a room says, and how it feels. */
export function lineWords(live: Live): { readonly tone: Tone; readonly words: string } {
  const { room } = live
  const kept = room.unanswered().length
  const keptWords = kept === 0 ? '' : `, ${counted(kept, 'change')} kept`
  const line = room.line()
  if (line.kind === 'opening') return { tone: 'busy', words: 'coming in' }
  if (line.kind === 'broken') {
    const isOffline = line.tries >= triesUntilOffline || !navigator.onLine
    return { tone: 'warn', words: `${isOffline ? 'offline' : 'connecting again'}${keptWords}` }
  }
  const drift = room.drifts().get(room.entry.memberId)
  if (drift === undefined) return { tone: 'good', words: 'live' }
  return { tone: Math.abs(drift) <= inSyncWithinMs ? 'good' : 'warn', words: driftWords(drift) }
}
