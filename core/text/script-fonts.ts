/** Which font writes what the fonts of titles cannot: one family for each script, all of them under the OFL. */

/** Families of scripts, by the names of their packages (`@fontsource-variable/…`). They are cut into slices by character. */
export const scriptFamilies = [
  'noto-emoji',
  'noto-sans-arabic',
  'noto-sans-armenian',
  'noto-sans-bengali',
  'noto-sans-devanagari',
  'noto-sans-georgian',
  'noto-sans-gujarati',
  'noto-sans-gurmukhi',
  'noto-sans-hebrew',
  'noto-sans-jp',
  'noto-sans-kannada',
  'noto-sans-kr',
  'noto-sans-malayalam',
  'noto-sans-sc',
  'noto-sans-tamil',
  'noto-sans-tc',
  'noto-sans-telugu',
  'noto-sans-thai',
] as const

/** See `scriptFamilies`. */
export type ScriptFamily = (typeof scriptFamilies)[number]

/** A family whose forms of shared East Asian characters a text is written in. */
export type HanFamily = 'noto-sans-jp' | 'noto-sans-kr' | 'noto-sans-sc' | 'noto-sans-tc'

/** Characters with marks and signs that a script shares with its neighbours are written by the first that knows them. */
const families: readonly (readonly [RegExp, ScriptFamily])[] = [
  [/\p{scx=Arabic}/u, 'noto-sans-arabic'],
  [/\p{scx=Hebrew}/u, 'noto-sans-hebrew'],
  [/\p{scx=Devanagari}/u, 'noto-sans-devanagari'],
  [/\p{scx=Bengali}/u, 'noto-sans-bengali'],
  [/\p{scx=Gurmukhi}/u, 'noto-sans-gurmukhi'],
  [/\p{scx=Gujarati}/u, 'noto-sans-gujarati'],
  [/\p{scx=Tamil}/u, 'noto-sans-tamil'],
  [/\p{scx=Telugu}/u, 'noto-sans-telugu'],
  [/\p{scx=Kannada}/u, 'noto-sans-kannada'],
  [/\p{scx=Malayalam}/u, 'noto-sans-malayalam'],
  [/\p{scx=Thai}/u, 'noto-sans-thai'],
  [/\p{scx=Armenian}/u, 'noto-sans-armenian'],
  [/\p{scx=Georgian}/u, 'noto-sans-georgian'],
]

const hangul = /\p{Script=Hangul}/u
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Drawn as a picture, even by fonts that could write it as a sign. */
const emoji = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{Regional_Indicator}/u

/** Whether a character as a reader counts them is a picture. */
export function isEmoji(grapheme: string): boolean {
  return emoji.test(grapheme)
}

/** The forms of East Asian characters that a text asks for: of its language where that is known, else by its own letters. */
export function hanFamilyOf(text: string, language: string | undefined): HanFamily {
  const tag = language?.toLowerCase() ?? ''
  if (tag.startsWith('ja')) return 'noto-sans-jp'
  if (tag.startsWith('ko')) return 'noto-sans-kr'
  if (/^(?:zh-(?:hant|tw|hk|mo)|yue)/.test(tag)) return 'noto-sans-tc'
  if (kana.test(text)) return 'noto-sans-jp'
  return hangul.test(text) ? 'noto-sans-kr' : 'noto-sans-sc'
}

/** The families that may write a character, in the order in which they are asked. */
export function familiesFor(grapheme: string, han: HanFamily): readonly ScriptFamily[] {
  if (isEmoji(grapheme)) return ['noto-emoji']
  const family = families.find(([script]) => script.test(grapheme))
  if (family !== undefined) return [family[1]]
  if (hangul.test(grapheme)) return ['noto-sans-kr']
  if (kana.test(grapheme)) return ['noto-sans-jp']
  // Signs such as notes, arrows and stars belong to no script; East Asian fonts have most of them.
  return [...new Set<ScriptFamily>([han, 'noto-sans-jp', 'noto-sans-tc', 'noto-emoji'])]
}
