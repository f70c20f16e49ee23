/** What a model is asked for: a first wish for every part, made from the music, and the whole text that is sent. */
import type { Analysis } from '../audio/analysis.ts'
import { moodOf } from './mood.ts'
import type { SongPart } from './parts.ts'

/** How long the texts of a storyboard may be, in characters. Models cut what is longer, some without a word. */
export const promptLimits = { promptCharacters: 1500, styleCharacters: 500 } as const

/** More words than these of a part make a picture of none of them. */
const lyricCharacters = 200

const scenes: Readonly<Record<string, string>> = {
  intro: 'an opening view of a wide, still place',
  verse: 'a person on their way through a place that tells a story',
  chorus: 'the one great picture of the song, open and large',
  bridge: 'a place unlike all others of the song',
  break: 'an empty place after everybody left',
  outro: 'a last look back as the place falls away',
}

/**
 * A first wish for a part: what is seen, how it feels, how it moves. `lyrics` are the lines sung in it, where they are
 * known. The same part always gives the same wish.
 */
export function suggestedPrompt(
  analysis: Pick<Analysis, 'key' | 'tempo'>,
  part: Pick<SongPart, 'label' | 'energy'>,
  lyrics: readonly string[] = [],
): string {
  const { feeling, light, motion, camera } = moodOf(analysis, part.energy)
  const scene = scenes[part.label] ?? 'a place that the music could come from'
  const words = shortened(lyrics.map((line) => line.trim()).join(' / '), lyricCharacters)
  const sung = words === '' ? '' : ` Inspired by the words “${words}”, which are not written anywhere.`
  return `${sentence(scene)}, ${feeling}, in ${light}. ${sentence(motion)}; ${camera}.${sung}`
}

/** The text that a model is sent: the wish for the part, then the style that all parts share. */
export function wholePrompt(prompt: string, style: string): string {
  return [prompt, style]
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ')
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** Whole words up to a length, by characters as people count them. */
function shortened(text: string, mostCharacters: number): string {
  const characters = [...text]
  if (characters.length <= mostCharacters) return text
  const cut = characters.slice(0, mostCharacters).join('')
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), Math.floor(cut.length / 2)))}…`
}
