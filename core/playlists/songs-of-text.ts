/** What a file of text says of a song, made fit to be shown on one line, before it is kept. */
import { showableLine, showableLines } from '../language/showable.ts'
import { bent, type ItemDraft, piecesOfDraft } from './drafting.ts'
import type { PlaylistPiece } from './reading.ts'

/** On one line, without white space around it and without what cannot be shown. */
export function tidied(text: string): string {
  return showableLine(text).trim()
}

/** The same of a text of several lines. */
export function tidiedLines(text: string): string {
  return showableLines(text).trim()
}

/** Of fifty thousand songs hardly one holds any of these, and one look at each text is enough to know it. */
const questionable = /[\p{Cc}\p{Cs}\ufffd]/u

/** A control that is no white space. */
const unshowable = /(?!\s)\p{Cc}/u

/** The song of a draft whose texts are as the file has them. Characters that were unreadable there are told of. */
export function piecesOfText(draft: ItemDraft, at: string): readonly PlaylistPiece[] {
  let isDamaged = false
  let isCleaned = false
  const tidy: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(draft)) tidy[field] = tidiedValue(field, value)
  const pieces = piecesOfDraft(tidy, at)
  if (!isDamaged && !isCleaned) return pieces
  return [
    ...(isDamaged ? [bent(at, 'Some characters could not be read, and stand as \ufffd.')] : []),
    ...(isCleaned ? [bent(at, 'Characters that cannot be shown were left out.')] : []),
    ...pieces,
  ]

  function tidiedValue(field: string, value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((each) => tidiedValue(field, each)).filter((each) => each !== '')
    if (typeof value !== 'string' || value === '') return value
    if (!questionable.test(value)) return value.trim()
    isDamaged ||= value.includes('\ufffd')
    isCleaned ||= unshowable.test(value)
    return field === 'note' ? tidiedLines(value) : tidied(value)
  }
}
