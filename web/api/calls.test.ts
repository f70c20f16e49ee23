import { expect, test } from 'vitest'
import { clipProxyUrl, jobEventsUrl, renderFileUrl, songFileUrl, thumbnailUrl } from './calls.ts'

test('whatever an id holds, it stays one part of its address', () => {
  const id = '../a/b?c#d'
  const addresses = [
    [clipProxyUrl(id), '/api/v1/media/*/proxy'],
    [thumbnailUrl(id, 'small'), '/api/v1/media/*/thumbnails/small'],
    [songFileUrl(id), '/api/v1/songs/*/file'],
    [jobEventsUrl(id), '/api/v1/jobs/*/events'],
    [renderFileUrl({ id, videoId: id }), '/api/v1/videos/*/renders/*/file'],
  ] as const
  for (const [address, pattern] of addresses)
    expect(new URL(address, 'https://cuecraft.test').pathname).toBe(
      pattern.replaceAll('*', '..%2Fa%2Fb%3Fc%23d'),
    )
})
