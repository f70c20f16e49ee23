/** Apple's property lists as XML, told piece by piece: where each dictionary and list begins and ends, and each value with its place. */
import { shortName } from './drafting.ts'
import type { DocumentParser } from './read-through.ts'
import { PlaylistUnreadable } from './reading.ts'
import { parseXml } from './xml-document.ts'

/** Told of a property list. A place is the keys on the way to it; a star inside of a list. */
export type PlistListener = {
  readonly onOpen: (place: readonly string[]) => void
  /** Text of whichever type; `true` and `false` for the two that hold none. */
  readonly onValue: (place: readonly string[], value: string) => void
  readonly onClose: (place: readonly string[]) => void
}

/** The document type that Apple's programs write above every property list. */
const appleDoctype = /^plist\s+PUBLIC\s+(["'])-\/\/Apple( Computer)?\/\/DTD PLIST 1\.0\/\/EN\1/

/** A parser of property lists. */
export function parsePlist(listener: PlistListener): DocumentParser {
  /** One key a level, the newest of its dictionary. */
  const keys: string[] = []
  let content = ''
  let hasBegun = false
  return parseXml({
    knownDoctype: appleDoctype,
    onOpen({ local }, line) {
      if (!hasBegun && local !== 'plist')
        throw new PlaylistUnreadable(
          `The file is not a property list: it begins with <${shortName(local)}> (line ${line}).`,
        )
      hasBegun = true
      content = ''
      if (local !== 'dict' && local !== 'array') return
      listener.onOpen(keys)
      keys.push(local === 'array' ? '*' : '')
    },
    onText(text) {
      content += text
    },
    onClose({ local }) {
      if (local === 'dict' || local === 'array') {
        keys.pop()
        listener.onClose(keys)
      } else if (local === 'key') keys[keys.length - 1] = content
      else if (local !== 'plist')
        listener.onValue(keys, local === 'true' || local === 'false' ? local : content)
      content = ''
    },
  })
}
