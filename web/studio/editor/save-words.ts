/** Where saving stands, in words. */
import type { SaveState } from '../../api/autosave.ts'

/** The short word beside the title, its tone, and the sentence behind it. */
export type SaveWords = {
  readonly words: string
  readonly tone: 'good' | 'busy' | 'warn' | 'bad'
  readonly more: string
}

/** What is said of a state; `isKept` is whether this browser can keep drafts. */
export function saveWords(state: SaveState, isKept: boolean): SaveWords {
  switch (state.kind) {
    case 'saved':
      return { words: 'Saved', tone: 'good', more: 'Every change is saved.' }
    case 'saving':
      return { words: 'Saving', tone: 'busy', more: 'The last changes are on their way.' }
    case 'waiting':
      return waitingWords(state.because, isKept)
    case 'conflict':
      return {
        words: 'Changed elsewhere',
        tone: 'bad',
        more: 'This video was saved from somewhere else too. Choose which version goes on.',
      }
    case 'gone':
      return {
        words: 'Deleted elsewhere',
        tone: 'bad',
        more: 'This video was deleted while you edited it. Your edit can go on as a new video.',
      }
    case 'refused':
      return { words: 'Not saved', tone: 'bad', more: `${state.title}. ${state.detail}` }
  }
}

function waitingWords(because: 'offline' | 'server' | 'signed-out', isKept: boolean): SaveWords {
  const kept = isKept ? 'kept on this device' : 'keep this tab open'
  if (because === 'offline') {
    return {
      words: `Offline: ${kept}`,
      tone: 'warn',
      more: 'It is saved by itself once there is a connection.',
    }
  }
  if (because === 'signed-out') {
    return { words: `Signed out: ${kept}`, tone: 'bad', more: 'Sign in again, and it is saved.' }
  }
  return { words: `Waiting: ${kept}`, tone: 'warn', more: 'Cuecraft is busy; it is tried again by itself.' }
}
