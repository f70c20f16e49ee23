/** Spotify links and URIs as people paste them: one or several on a line, with anything round them. */

import type { ItemDraft } from './drafting.ts'
import { spotifyUriOf } from './identities.ts'

/** The links on one line, and what else stands there. */
export type LinksOfLine = {
  readonly links: readonly string[]
  /** Without the links, and without what stands between links in a list. */
  readonly rest: string
}

const link = /(?:https?:\/\/)?(?:open|play)\.spotify\.com\/[^\s,;<>"')\]]+|spotify:[a-z]+:[^\s,;<>"')\]]+/g

/** Takes a line apart into Spotify links and the rest. A local file's URI alone may hold anything but a space. */
export function linksIn(line: string): LinksOfLine {
  if (/^spotify:local:\S+$/.test(line)) return { links: [line], rest: '' }
  const links = line.match(link) ?? []
  const rest = links.length === 0 ? line : line.replace(link, ' ').replace(/[\s,;<>"'()[\]]+/g, ' ')
  return { links, rest: rest.trim() }
}

/** What a link says of a song; `undefined` for a link to something else. Only a local file's URI holds its names. */
export function draftOfLink(text: string): ItemDraft | undefined {
  const address = /^(open|play)\./.test(text) ? `https://${text}` : text
  const spotifyUri = spotifyUriOf(address)
  if (spotifyUri === undefined) return undefined
  return { title: spotifyUri, spotifyUri, ...namesOfLocal(spotifyUri) }
}

/** `spotify:local:{artist}:{album}:{title}:{seconds}`, with a plus sign for a space and the rest percent-encoded. */
function namesOfLocal(uri: string): ItemDraft {
  if (!uri.startsWith('spotify:local:')) return {}
  const [artist = '', album = '', title = '', seconds = ''] = uri.split(':').slice(2).map(plain)
  const durationMs = Number(seconds) * 1000
  return {
    ...(title === '' ? {} : { title }),
    artists: artist === '' ? [] : [artist],
    album,
    durationMs: durationMs > 0 ? durationMs : null,
  }
}

function plain(part: string): string {
  const spaced = part.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    // A bare percent sign stands for itself.
    return spaced
  }
}

/** What a link that is no song leads to, in a word. */
export function kindOfLink(text: string): string {
  return (
    /(?:spotify\.com\/(?:intl-[a-z-]+\/)?(?:embed\/)?|spotify:)([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ??
    'page'
  )
}
