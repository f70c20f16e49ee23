/**
 * Reads XML piece by piece and keeps nothing of it. What could hurt is refused before it does: entities of the document's
 * own (which grow without end, or name files), document types that somebody else keeps, endless names and depths.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { shortName } from './drafting.ts'
import { piecewise } from './piecewise.ts'
import type { DocumentParser } from './read-through.ts'
import { PlaylistUnreadable } from './reading.ts'

const mostLevels = 64

/** No tag is longer, nor the text from one tag to the next, with every comment in it. */
const mostCharacters = 1_000_000

/** What is told of a document, in its order; `line` counts from one. */
export type XmlListener = {
  readonly onOpen: (tag: SaxesTagNS, line: number) => void
  readonly onText: (text: string, line: number) => void
  readonly onClose: (tag: SaxesTagNS, line: number) => void
  /** The document types that the format's own programs write, if there are any: they are read over, never fetched. */
  readonly knownDoctype?: RegExp
}

/** A parser that tells of elements and text while the document comes. Comments and instructions are passed over. */
export function parseXml(listener: XmlListener): DocumentParser {
  const parser = new SaxesParser({ xmlns: true, position: true })
  let levels = 0
  let sinceTag = 0
  parser.on('opentag', (tag) => {
    sinceTag = 0
    levels++
    if (levels > mostLevels)
      throw new PlaylistUnreadable(
        `The file nests more than ${mostLevels} levels deep (line ${parser.line}), which no playlist does.`,
      )
    listener.onOpen(tag, parser.line)
  })
  parser.on('closetag', (tag) => {
    sinceTag = 0
    levels--
    listener.onClose(tag, parser.line)
  })
  for (const event of ['text', 'cdata'] as const)
    parser.on(event, (text) => listener.onText(text, parser.line))
  parser.on('doctype', (doctype) => refuseDoctype(doctype, listener.knownDoctype))
  parser.on('error', (error) => {
    throw new PlaylistUnreadable(sentenceOf(error.message))
  })
  return {
    push(text) {
      for (const piece of piecewise(text)) {
        sinceTag += piece.length
        parser.write(piece)
        if (sinceTag > mostCharacters)
          throw new PlaylistUnreadable(
            `One tag or text of the file takes more than a million characters (line ${parser.line}).`,
          )
      }
    },
    end() {
      parser.close()
    },
  }
}

/** Refuses what a document type can do: define entities, or send the reader to fetch something. */
export function refuseDoctype(doctype: string, known: RegExp | undefined): void {
  if (doctype.includes('['))
    throw new PlaylistUnreadable(
      'The file defines XML entities or rules of its own (DOCTYPE with "["), which no playlist needs and which can hide an attack.',
    )
  if (/\b(SYSTEM|PUBLIC)\b/i.test(doctype) && known?.test(doctype.trim()) !== true)
    throw new PlaylistUnreadable(
      'The file asks to fetch a document type from elsewhere (external DTD), which is never done.',
    )
}

/** The parser's own complaint, such as `3:7: undefined entity.`, for the person who brought the file. */
function sentenceOf(complaint: string): string {
  const [, line, what = complaint] = /^(\d+):\d+: (.*)$/s.exec(complaint) ?? []
  if (/^(unclosed tag|unexpected end)/.test(what))
    return 'The file ends in the middle: a part of it is missing.'
  const place = line === undefined ? '' : ` in line ${line}`
  return `The file is not valid XML: ${shortName(what.replace(/\.$/, ''))}${place}.`
}
