/**
 * What XSPF allows where (xspf.org, versions 0 and 1): which element holds which, how often, and what may stand in it.
 * Whatever the specification forbids is refused with its line.
 */
import type { SaxesTagNS } from 'saxes'
import { shortName } from './drafting.ts'
import { PlaylistUnreadable } from './reading.ts'
import { isUri } from './uri.ts'
import type { XmlListener } from './xml-document.ts'

const namespace = 'http://xspf.org/ns/0/'

type Content = 'text' | 'uri' | 'date' | 'count' | 'ordinal' | 'children' | 'anything'
type Rule = {
  readonly content: Content
  /** It stands at most once in its parent. */
  readonly isOnly?: boolean
  /** The one attribute that it must have. */
  readonly attribute?: 'version' | 'rel' | 'application'
  readonly children?: { readonly [name: string]: Rule }
}

const text: Rule = { content: 'text', isOnly: true }
const address: Rule = { content: 'uri', isOnly: true }
const anyAddress: Rule = { content: 'uri' }
const added = {
  link: { content: 'uri', attribute: 'rel' },
  meta: { content: 'text', attribute: 'rel' },
  extension: { content: 'anything', attribute: 'application' },
} as const satisfies Record<string, Rule>

const track: Rule = {
  content: 'children',
  children: {
    ...{ title: text, creator: text, annotation: text, album: text },
    ...{ info: address, image: address, location: anyAddress, identifier: anyAddress },
    ...{ trackNum: { content: 'ordinal', isOnly: true }, duration: { content: 'count', isOnly: true } },
    ...added,
  },
}

const document: Rule = {
  content: 'children',
  children: {
    playlist: {
      content: 'children',
      attribute: 'version',
      children: {
        ...{ title: text, creator: text, annotation: text, info: address, location: address },
        ...{ identifier: address, image: address, license: address },
        date: { content: 'date', isOnly: true },
        attribution: {
          content: 'children',
          isOnly: true,
          children: { location: anyAddress, identifier: anyAddress },
        },
        trackList: { content: 'children', isOnly: true, children: { track } },
        ...added,
      },
    },
  },
}

const contents: { readonly [Each in Content]?: { readonly pattern: RegExp; readonly wanted: string } } = {
  date: {
    pattern: /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
    wanted: 'a date and time (like 2026-11-21T20:15:00Z)',
  },
  count: { pattern: /^(\+?\d+|-0+)$/, wanted: 'a whole number from 0' },
  ordinal: { pattern: /^\+?0*[1-9]\d*$/, wanted: 'a whole number from 1' },
}

/** Told of every value that is allowed, and of each track's end. `path` is like `track/title`; `rel` belongs to links and metas. */
export type XspfListener = {
  readonly onValue: (path: string, value: string, rel: string) => void
  readonly onTrack: () => void
}

type Place = { readonly name: string; readonly rule: Rule; readonly seen: Set<string>; readonly rel: string }

/** Listens to the XML, refuses what is forbidden and tells of the rest. */
export function checkXspf(listener: XspfListener): XmlListener {
  const places: Place[] = [{ name: 'the document', rule: document, seen: new Set(), rel: '' }]
  let content = ''
  let foreignLevels = 0
  let version = 1
  return {
    onOpen(tag, line) {
      const parent = places.at(-1)
      if (parent === undefined || parent.rule.content === 'anything') {
        foreignLevels++
        return
      }
      const rule = ruleOf(tag, parent, line)
      const value = attributeOf(tag, rule, line)
      if (tag.local === 'playlist') version = Number(value)
      if (rule.attribute === 'application' && version === 0)
        refuse('<extension> must not stand in a playlist of version 0', line)
      places.push({ name: tag.local, rule, seen: new Set(), rel: value })
      content = ''
    },
    onText(text, line) {
      const place = places.at(-1)
      if (place?.rule.content === 'children' && text.trim() !== '')
        refuse(`text must not stand directly in <${place.name}>`, line)
      if (place?.rule.content !== 'anything') content += text
    },
    onClose(tag, line) {
      if (foreignLevels > 0) {
        foreignLevels--
        return
      }
      const place = places.pop()
      if (place === undefined) return
      if (tag.local === 'trackList' && version === 0 && !place.seen.has('track'))
        refuse('a <trackList> of version 0 must hold a <track>', line)
      if (tag.local === 'playlist' && !place.seen.has('trackList'))
        refuse('the <playlist> must hold a <trackList>', line)
      if (place.rule === track) listener.onTrack()
      if (place.rule.content === 'children' || place.rule.content === 'anything') return
      checkContent(place, content.trim(), line)
      listener.onValue(`${places.at(-1)?.name}/${place.name}`, content.trim(), place.rel)
    },
  }
}

function ruleOf(tag: SaxesTagNS, parent: Place, line: number): Rule {
  const rule = tag.uri === namespace ? parent.rule.children?.[tag.local] : undefined
  if (rule === undefined) {
    if (parent.rule === document)
      return refuse(
        `it must be a <playlist> of the namespace ${namespace}, not <${shortName(tag.name)}>`,
        line,
      )
    return refuse(`<${shortName(tag.name)}> must not stand in <${parent.name}>`, line)
  }
  if (rule.isOnly === true && parent.seen.has(tag.local))
    refuse(`<${tag.local}> must not stand in <${parent.name}> more than once`, line)
  parent.seen.add(tag.local)
  return rule
}

/** The value of the attribute that the element must have; empty for one without. */
function attributeOf(tag: SaxesTagNS, rule: Rule, line: number): string {
  for (const { name, prefix, uri } of Object.values(tag.attributes)) {
    const isAnywhere =
      ['xml', 'xmlns'].includes(prefix) || name === 'xmlns' || uri.endsWith('XMLSchema-instance')
    if (!isAnywhere && name !== rule.attribute)
      refuse(`<${tag.local}> must not have the attribute "${shortName(name)}"`, line)
  }
  if (rule.attribute === undefined) return ''
  const value = tag.attributes[rule.attribute]?.value
  if (value === undefined) return refuse(`<${tag.local}> must have the attribute "${rule.attribute}"`, line)
  if (rule.attribute === 'version' && !/^[01]$/.test(value.trim())) refuse('its version must be 0 or 1', line)
  if (rule.attribute !== 'version' && !isUri(value.trim()))
    refuse(`the "${rule.attribute}" of <${tag.local}> must be a URI`, line)
  return value.trim()
}

function checkContent({ name, rule }: Place, content: string, line: number): void {
  if (rule.content === 'uri' && !isUri(content)) refuse(`<${name}> must hold a URI`, line)
  const shape = contents[rule.content]
  if (shape !== undefined && !shape.pattern.test(content)) refuse(`<${name}> must hold ${shape.wanted}`, line)
}

function refuse(what: string, line: number): never {
  throw new PlaylistUnreadable(`The file is not valid XSPF: ${what} (line ${line}).`)
}
