import { expect, test } from 'vitest'
import type { Share } from './share-calls.ts'
import { playedChoices, shareNote, standingOf } from './share-words.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const share: Share = {
  id: 'shr_1',
  videoId: 'vid_1',
  url: 'https://cuecraft.example/v/abc',
  visibility: 'unlisted',
  expiresAt: null,
  allowsDownload: false,
  renderId: null,
  isOn: true,
  hasOwnPoster: false,
  views: 1,
  createdAt: '2026-11-21T11:00:00Z',
}

test('a link says who may watch, how often that was done, and until when', () => {
  expect(shareNote(share, nowMs)).toBe('Whoever has the link · 1 view')
  const other = {
    ...share,
    visibility: 'password',
    allowsDownload: true,
    expiresAt: '2027-03-01T12:00:00Z',
  } as const
  expect(shareNote(other, nowMs)).toMatch(/^Until .*2027.* · With a password · 1 view · Download$/)
})

test('a link is over at the very moment that was set, and off before that when its owner says so', () => {
  const ending = { ...share, expiresAt: '2026-11-21T12:00:00Z' }
  expect(standingOf(ending, nowMs - 1)).toBe('open')
  expect(standingOf(ending, nowMs)).toBe('over')
  expect(standingOf({ ...ending, isOn: false }, nowMs - 1)).toBe('off')
})

test('a link plays the newest version, or only one render', () => {
  const render = { id: 'rnd_1', name: '720p', createdAt: '2026-11-21T11:50:00Z' }
  expect(playedChoices([render], ({ name }) => name, nowMs)).toEqual([
    { value: 'newest', name: 'The newest version, in every format' },
    { value: 'rnd_1', name: 'Only 720p from 10 min ago' },
  ])
})
