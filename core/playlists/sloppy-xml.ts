/**
 * Reads what only looks like XML: names in any case, bare ampersands, values without quotes, tags that nobody closed.
 * Piece by piece, with nothing of it kept.
 */
import { piecewise } from './piecewise.ts'
import type { DocumentParser } from './read-through.ts'
import { PlaylistUnreadable } from './reading.ts'
import { refuseDoctype } from './xml-document.ts'

/** No tag is longer, nor the text from one tag to the next, with every comment in it. */
const mostCharacters = 1_000_000

/** What is told of a document. Names are in lower case. */
export type SloppyListener = {
  readonly onOpen: (name: string, attributes: ReadonlyMap<string, string>) => void
  readonly onText: (text: string) => void
  readonly onClose: (name: string) => void
}

/** A parser that tells of tags and text while they come. An element that closes itself is opened and closed. */
export function parseSloppyXml(listener: SloppyListener): DocumentParser {
  let rest = ''
  let sinceTag = 0
  const counting: SloppyListener = {
    ...listener,
    onOpen(name, attributes) {
      sinceTag = 0
      listener.onOpen(name, attributes)
    },
    onClose(name) {
      sinceTag = 0
      listener.onClose(name)
    },
  }
  return {
    push(text) {
      for (const piece of piecewise(text)) {
        rest += piece
        sinceTag += piece.length
        rest = rest.slice(tellAll(rest, counting))
        if (sinceTag > mostCharacters)
          throw new PlaylistUnreadable('One tag or text of the file takes more than a million characters.')
      }
    },
    end() {
      if (rest.startsWith('<'))
        throw new PlaylistUnreadable('The file ends in the middle: a part of it is missing.')
      if (rest !== '') listener.onText(decoded(rest))
    },
  }
}

/** Tells of everything that is whole, and answers how many characters that was. */
function tellAll(text: string, listener: SloppyListener): number {
  let at = 0
  for (;;) {
    const next = text.indexOf('<', at)
    if (next < 0) return at
    if (next > at) listener.onText(decoded(text.slice(at, next)))
    const end = tellTag(text, next, listener)
    if (end === undefined) return next
    at = end
  }
}

/** Where what begins here ends; undefined while its end has not come. */
function tellTag(text: string, at: number, listener: SloppyListener): number | undefined {
  if (text.startsWith('<!--', at)) return endOf('-->', text, at)
  if (text.startsWith('<![CDATA[', at)) {
    const end = endOf(']]>', text, at)
    if (end !== undefined) listener.onText(text.slice(at + 9, end - 3))
    return end
  }
  if (/^<[!?]/.test(text.slice(at, at + 2))) {
    const end = endOf('>', text, at)
    if (/^<!doctype/i.test(text.slice(at, at + 9))) refuseDoctype(text.slice(at + 9, end), undefined)
    return end
  }
  tag.lastIndex = at
  const found = tag.exec(text)
  if (found === null) {
    if (mayBecomeTag(text.slice(at, at + 3))) return undefined
    // A less-than sign that begins no tag is text.
    listener.onText('<')
    return at + 1
  }
  const [whole, isClosing, name = '', attributes = ''] = found
  if (isClosing === '/') listener.onClose(name.toLowerCase())
  else {
    listener.onOpen(name.toLowerCase(), attributesOf(attributes))
    if (attributes.endsWith('/')) listener.onClose(name.toLowerCase())
  }
  return at + whole.length
}

const tag = /<(\/?)([A-Za-z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/y

function mayBecomeTag(start: string): boolean {
  return /^<\/?([A-Za-z].*)?$/s.test(start)
}

function endOf(mark: string, text: string, at: number): number | undefined {
  const found = text.indexOf(mark, at)
  return found < 0 ? undefined : found + mark.length
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)
  return new Map(
    Array.from(found, ([, name = '', ...values]) => [
      name.toLowerCase(),
      decoded(values.find((value) => value !== undefined) ?? ''),
    ]),
  )
}

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Character references and the five entities; any other ampersand stands for itself. */
function decoded(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
    },
  )
}
