/** Links in words. */
import type { Render } from '../api/shapes.ts'
import type { Choice } from '../ui/Choices.tsx'
import { agoOf, counted } from '../ui/words.ts'
import { momentWords } from './expiry.ts'
import type { Share } from './share-calls.ts'

/** Who may watch, with what that means. */
export const visibilities: readonly Choice<Share['visibility']>[] = [
  { value: 'unlisted', name: 'Whoever has the link', note: 'Nobody finds it by searching.' },
  { value: 'public', name: 'Everybody', note: 'Search engines may list it.' },
  { value: 'password', name: 'With a password', note: 'The link alone shows nothing.' },
]

/** Where a link stands: off, over, or open. */
export function standingOf(share: Share, nowMs: number): 'off' | 'over' | 'open' {
  if (!share.isOn) return 'off'
  return share.expiresAt !== null && Date.parse(share.expiresAt) <= nowMs ? 'over' : 'open'
}

/** What its owner wants to know of a link at a glance. */
export function shareNote(share: Share, nowMs: number): string {
  const standing = standingOf(share, nowMs)
  const until = share.expiresAt === null ? undefined : momentWords(share.expiresAt, nowMs)
  const states = {
    off: 'Turned off',
    over: `Over since ${until}`,
    open: until === undefined ? undefined : `Until ${until}`,
  }
  const who = visibilities.find(({ value }) => value === share.visibility)?.name
  return [states[standing], who, counted(share.views, 'view'), share.allowsDownload ? 'Download' : undefined]
    .filter((word) => word !== undefined)
    .join(' · ')
}

/** A link without what everybody knows, for a line. */
export function shortUrl(url: string): string {
  return url.replace(/^https?:\/\//, '')
}

/** What a link may play: the newest version, which follows the video, or one render that stays. */
export const newestVersion = 'newest'

/** The answers to what a link plays; `nameOf` says what tells a render from the others of its video. */
export function playedChoices<R extends Pick<Render, 'id' | 'createdAt'>>(
  finished: readonly R[],
  nameOf: (render: R) => string,
  nowMs: number,
): readonly Choice<string>[] {
  const only = finished.map((render) => ({
    value: render.id,
    name: `Only ${nameOf(render)} from ${agoOf(render.createdAt, nowMs)}`,
  }))
  return [{ value: newestVersion, name: 'The newest version, in every format' }, ...only]
}
