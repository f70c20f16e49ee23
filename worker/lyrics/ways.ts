/** Which ways to get words are set up here, and what to do about those that are not. */
import type { Settings, WorkersAi } from '../env.ts'
import type { LyricsWays } from './schema.ts'

type Way = LyricsWays['lrclib']

const on: Way = { isOn: true, why: null }

/** Whether LRCLIB is asked. */
export function lrclibWay({ LRCLIB }: Pick<Settings, 'LRCLIB'>): Way {
  return LRCLIB === 'on' ? on : { isOn: false, why: 'LRCLIB is switched off here (LRCLIB=off).' }
}

/** Whether somebody can listen to songs here. */
export function transcriptionWay(
  { TRANSCRIPTION }: Pick<Settings, 'TRANSCRIPTION'>,
  ai: WorkersAi | undefined,
): Way {
  if (TRANSCRIPTION === 'off')
    return { isOn: false, why: 'Transcription is switched off here (TRANSCRIPTION=off).' }
  if (ai !== undefined) return on
  const why =
    'Transcription is not set up here: it needs Workers AI, bound as AI in wrangler.toml ([ai] binding = "AI").'
  return { isOn: false, why }
}
