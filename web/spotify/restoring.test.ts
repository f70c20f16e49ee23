import { expect, test } from 'vitest'
import { itemNamed } from '#core/playlists/playlist.ts'
import type { restoreSlice } from './calls.ts'
import { createRestoring } from './restoring.ts'

type Asked = Parameters<typeof restoreSlice>[0]
type Slice = Awaited<ReturnType<typeof restoreSlice>>

const slice: Slice = {
  addedCount: 20,
  stopped: null,
  leftOutCount: 0,
  notOnSpotify: [],
  playlistId: null,
  playlistUrl: null,
  nextPosition: null,
  totalCount: 45,
}

/** A restoring whose slices come to this, one after the other; an error is one that did not come back. */
function restoringOf(...answers: readonly (Partial<Slice> | Error)[]) {
  const asked: Asked[] = []
  let additions = 0
  const restoring = createRestoring(
    () => {
      additions += 1
    },
    async (order) => {
      const answer = answers[asked.push(order) - 1]
      if (answer instanceof Error) throw answer
      return { ...slice, ...answer }
    },
  )
  return { restoring, asked, additions: () => additions }
}

test('slices follow one another until the last, and what they did is summed up', async () => {
  const missing = itemNamed('Demo 4')
  const { restoring, asked, additions } = restoringOf(
    { nextPosition: 20 },
    { addedCount: 17, nextPosition: 40, leftOutCount: 2, notOnSpotify: [missing] },
    { addedCount: 5 },
  )
  await restoring.start('snp_1', { kind: 'queue' })
  expect(asked.map(({ fromPosition }) => fromPosition)).toEqual([0, 20, 40])
  expect(additions()).toBe(3)
  expect(restoring.state()).toEqual({
    kind: 'over',
    addedCount: 42,
    leftOutCount: 2,
    missing: [missing],
    stopped: null,
    playlistUrl: null,
    goOn: undefined,
  })
})

test('the slices after the first go into the playlist that the first has made', async () => {
  const [playlistId, playlistUrl] = ['x'.repeat(22), 'https://open.spotify.com/playlist/x']
  const { restoring, asked } = restoringOf({ nextPosition: 100, playlistId, playlistUrl }, {})
  await restoring.start('snp_1', { kind: 'new-playlist', name: 'Of old', isPublic: false })
  expect(asked.map(({ into }) => into.kind)).toEqual(['new-playlist', 'playlist'])
  expect(restoring.state()).toMatchObject({ kind: 'over', playlistUrl })
})

test('where Spotify stops, or a slice does not come back, it goes on at the same place and counts what was there', async () => {
  const stopped = { code: 'spotify-busy', detail: 'Wait.', retryAfterSeconds: 5 } as const
  const { restoring, asked } = restoringOf(
    { addedCount: 3, nextPosition: 3, stopped },
    new Error('The line broke.'),
    { addedCount: 42 },
  )
  await restoring.start('snp_1', { kind: 'queue' })
  const over = restoring.state()
  expect(over).toMatchObject({ kind: 'over', addedCount: 3, stopped })
  if (over.kind === 'over') await over.goOn?.()
  const failed = restoring.state()
  expect(failed.kind).toBe('failed')
  if (failed.kind === 'failed') await failed.goOn()
  expect(asked.map(({ fromPosition }) => fromPosition)).toEqual([0, 3, 3])
  expect(restoring.state()).toMatchObject({ kind: 'over', addedCount: 45, goOn: undefined })
})

test('what is called off ends after the slice that is under way, and can go on', async () => {
  const { restoring, asked } = restoringOf({ nextPosition: 20 }, { nextPosition: null, addedCount: 25 })
  const running = restoring.start('snp_1', { kind: 'queue' })
  restoring.callOff()
  await running
  const over = restoring.state()
  expect(over).toMatchObject({ kind: 'over', addedCount: 20, stopped: null })
  if (over.kind === 'over') await over.goOn?.()
  expect(asked.map(({ fromPosition }) => fromPosition)).toEqual([0, 20])
  expect(restoring.state()).toMatchObject({ addedCount: 45, goOn: undefined })
})
