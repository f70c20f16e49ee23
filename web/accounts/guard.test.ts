import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redirectOf, safeReturn } from './guard.ts'

test('nobody is sent anywhere before it is known who they are', () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      expect(redirectOf(path, '', 'unknown')).toBeUndefined()
    }),
  )
})

test('a page that needs an account sends to the sign-in, and back to itself afterwards', () => {
  const to = redirectOf('/videos/vid_1', '?render=rnd_2', 'out')
  expect(to).toBe('/sign-in?to=%2Fvideos%2Fvid_1%3Frender%3Drnd_2')
  expect(redirectOf('/sign-in', new URL(to ?? '', 'https://x.example').search, 'in')).toBe(
    '/videos/vid_1?render=rnd_2',
  )
})

test('who is signed in stays, and skips the sign-in', () => {
  expect(redirectOf('/songs', '', 'in')).toBeUndefined()
  expect(redirectOf('/', '', 'in')).toBe('/songs')
  expect(redirectOf('/sign-in', '', 'in')).toBe('/songs')
})

test('a guest comes into a room without an account', () => {
  expect(
    ['/rooms', '/rooms/ABC-DEF', '/rooms/ABC-DEF/tv'].map((path) => redirectOf(path, '', 'out')),
  ).toEqual([undefined, undefined, undefined])
  expect(redirectOf('/roomsy', '', 'out')).toBe('/sign-in?to=%2Froomsy')
})

test('a fresh link works even for somebody who is signed in', () => {
  expect(redirectOf('/sign-in/verify', '?token=abc', 'in')).toBeUndefined()
})

test('signing in never leads to another site', () => {
  for (const wanted of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    '/sign-in?to=/x',
  ]) {
    expect(safeReturn(wanted)).toBe('/songs')
  }
  fc.assert(
    fc.property(fc.string(), (wanted) => {
      const url = new URL(safeReturn(wanted), 'https://cuecraft.example')
      expect(url.origin).toBe('https://cuecraft.example')
    }),
  )
})

test('the way back is kept with its query', () => {
  expect(safeReturn('/make?song=sng_1')).toBe('/make?song=sng_1')
})
