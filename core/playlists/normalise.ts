/**
 * Titles and names as they are compared: without case, accents, punctuation and what shops and players put beside a title.
 * Scripts are kept: nothing is transliterated.
 */

/** What is said beside a title that makes it another recording, by its kind. */
export type Version = 'live' | 'remix' | 'acoustic' | 'demo' | 'instrumental' | 'cover' | 'edit' | 'other'

/** A title, taken apart. */
export type NormalTitle = {
  /** The title alone. */
  readonly base: string
  /** Who is named in it as a guest, normalised. */
  readonly guests: readonly string[]
  /** What makes it another recording; empty for the usual one. */
  readonly versions: readonly Version[]
  /** The words of these, such as the place of a concert: `live wembley`. */
  readonly versionWords: string
  /** Whether something was said beside it that leaves it the same recording: `Remastered 2011`. */
  readonly isMarked: boolean
}

/** Letters that no decomposition turns into their plain ones. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  $: 's',
}
const special = new RegExp(`[${Object.keys(plainLetters).join('').replace('$', '\\$')}]`, 'gu')
/** Accents of Latin, Greek and Cyrillic letters. Marks of other scripts are letters of their own, and stay. */
const accents = /[\u0300-\u036f]/g
const apostrophes = /['’‘ʼ`´]/g
const notWord = /[^\p{L}\p{M}\p{N}]+/gu
const plain = /^[a-z0-9 ]*$/

/** One text in the form in which it is compared; never empty unless the text is. */
export function normalText(text: string): string {
  const low = text.toLowerCase()
  if (plain.test(low)) return low.replace(/ +/g, ' ').trim()
  const letters = low
    .normalize('NFKD')
    .replace(accents, '')
    .normalize('NFC')
    // Capitals that only compatibility showed, such as those of squared letters.
    .toLowerCase()
    .replace(special, (letter) => plainLetters[letter] ?? letter)
  const words = letters
    // "Rock 'n' Roll" and "Guns N' Roses".
    .replace(/(^|\s)['’‘]?n['’‘](?=\s)/g, '$1and')
    .replace(apostrophes, '')
    .replace(/[&+]/g, ' and ')
    // "P!nk".
    .replace(/(?<=\p{L})!(?=\p{L})/gu, 'i')
    .replace(notWord, ' ')
    .trim()
  // A title of signs alone, such as "÷" or "!!!", is itself.
  return words === '' ? low.trim() : words
}

/** A name or title without the article that some lists put in front, some behind, and some leave away. */
export function withoutArticle(normal: string): string {
  const [, inFront] = /^the (.+)$/.exec(normal) ?? []
  if (inFront !== undefined) return inFront
  const [, before] = /^(.+) the$/.exec(normal) ?? []
  return before ?? normal
}

/** What is said beside a title that changes nothing of the recording. */
const sameRecording =
  /\b(?:re ?master(?:ed|izado|isé)?|remasterise|remasterizado|digital(?:ly)? master|mono|stereo|bonus track|explicit|clean|deluxe|album version|single version|original (?:version|mix|recording|motion picture soundtrack|soundtrack)|lp version|7 (?:inch )?version|anniversary|main version|soundtrack|ost|official (?:video|audio|music video|lyric video)|lyric video|lyrics|hd|hq)\b|^from |^\d{4}$/

const versionPatterns: readonly (readonly [Version, RegExp])[] = [
  ['live', /\b(?:live|en vivo|ao vivo|unplugged|en directo|in concert|concert|bbc sessions?)\b/],
  ['remix', /\b(?:remix|mix|rmx|bootleg|mashup|dub|rework|flip|vip|re ?edit|extended)\b/],
  ['acoustic', /\b(?:acoustic|akustik|acustico|stripped|piano version|orchestral|symphonic)\b/],
  ['demo', /\b(?:demo|outtake|take \d+|alternate|alternative version|early version|rough|rehearsal)\b/],
  ['instrumental', /\b(?:instrumental|karaoke|a cappella|acapella|acappella|backing track)\b/],
  ['cover', /\b(?:cover|tribute|in the style of|made famous by|originally performed)\b/],
  ['edit', /\b(?:edit|radio|short version|video version)\b/],
  ['other', /\b(?:version|session|sessions|reprise|slowed|sped up|nightcore|taylors)\b/],
]

const guestsBegin = /^(?:feat|ft|featuring|with|con|avec|mit)\b/
const featuring = /\s+(?:feat\.?|ft\.?|featuring)\s+(.+)$/i
const decoration = /\s*[([［（【]([^()[\]［］（）【】]*)[)\]］）】]|\s[-–—]\s([^-–—]+)$/u

/** A title taken apart into itself and what is said beside it, in brackets or behind a dash. */
export function normalTitle(title: string): NormalTitle {
  const guests: string[] = []
  const versions = new Set<Version>()
  const versionWords: string[] = []
  let isMarked = false
  let rest = title
  // A handful is what titles have; more would be somebody's joke.
  for (let i = 0; i < 6; i += 1) {
    const found = lastAside(rest)
    if (found === undefined) break
    const said = asideOf(found.text)
    if (said === undefined) break
    rest = found.without
    guests.push(...said.guests)
    for (const version of said.versions) versions.add(version)
    if (said.versions.length > 0) versionWords.push(normalText(found.text))
    isMarked ||= said.isMarked
  }
  const trailing = featuring.exec(rest)
  if (trailing !== null && trailing.index > 0) {
    guests.push(...partsOfNames(trailing[1] ?? ''))
    rest = rest.slice(0, trailing.index)
  }
  return {
    base: numbered(withoutArticle(normalText(rest))),
    guests,
    versions: [...versions].sort(),
    versionWords: versionWords.sort().join(' '),
    isMarked,
  }
}

/** The last thing in brackets, or behind a dash, that is not the title itself. */
function lastAside(title: string): { readonly text: string; readonly without: string } | undefined {
  let at = 0
  let last: { readonly text: string; readonly without: string } | undefined
  while (at < title.length) {
    const found = decoration.exec(title.slice(at))
    if (found === null) return last
    const from = at + found.index
    const without = `${title.slice(0, from)}${title.slice(from + found[0].length)}`.trim()
    const text = found[1] ?? found[2] ?? ''
    if (without !== '' && asideOf(text) !== undefined) last = { text, without }
    at = from + found[0].length
  }
  return last
}

/** What something beside a title says of it; `undefined` for what belongs to the title: "(I Can't Get No) Satisfaction". */
function asideOf(
  text: string,
):
  | { readonly guests: readonly string[]; readonly versions: readonly Version[]; readonly isMarked: boolean }
  | undefined {
  const words = normalText(text)
  if (guestsBegin.test(words))
    return { guests: partsOfNames(text.replace(/^\s*\S+\s+/, '')), versions: [], isMarked: false }
  if (sameRecording.test(words) && !/\b(?:live|remix|acoustic|demo|instrumental|karaoke)\b/.test(words))
    return { guests: [], versions: [], isMarked: true }
  const [first] = versionPatterns.filter(([, pattern]) => pattern.test(words))
  return first === undefined ? undefined : { guests: [], versions: [first[0]], isMarked: false }
}

/** Parts of works are numbered in letters or in digits. */
function numbered(base: string): string {
  return base
    .replace(/\b(?:pt|part|teil|parte)\b(?: |$)/g, 'part ')
    .replace(/\b(?:no|nr|num|number)\b (?=\d)/g, 'no ')
    .replace(/\b(?:vol|volume)\b (?=\d)/g, 'vol ')
    .replace(romanNumber, (numeral) => romanNumbers[numeral] ?? numeral)
    .trim()
}

/** Not those of one letter, which are words as often. */
const romanNumbers: Readonly<Record<string, string>> = {
  ii: '2',
  iii: '3',
  iv: '4',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
  xi: '11',
  xii: '12',
}
const romanNumber = /\b(?:ii|iii|iv|vi|vii|viii|ix|xi|xii)\b/g

const betweenNames =
  /\s*(?:[,;/、・]|\s[&+×]\s|\s(?:x|X|vs\.?|and|y|und|et|feat\.?|ft\.?|featuring|with|con)\s)\s*/u

/** The people in a text that names several, normalised and without articles. */
export function partsOfNames(text: string): string[] {
  return text
    .split(betweenNames)
    .map((name) => withoutArticle(normalText(name)))
    .filter((name) => name !== '')
}

/** The words of a name in an order of their own, so that "Bach, Johann Sebastian" is "Johann Sebastian Bach". */
export function wordsInOrder(normal: string): string {
  return normal.includes(' ') ? normal.split(' ').sort().join(' ') : normal
}
