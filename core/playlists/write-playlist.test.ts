import { expect, test } from 'vitest'
import { readAll } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'
import { readPlaylist } from './read-playlist.ts'
import { writePlaylist } from './write-playlist.ts'

const head = { title: 'Road trip', description: null, creator: null, createdAt: null }

test.each(['json', 'jspf', 'm3u8', 'm3u', 'text', 'xspf'] as const)(
  'songs that come one by one are written as %s in chunks, and come back in their order',
  async (format) => {
    const songs = 200
    async function* items() {
      for (let i = 0; i < songs; i += 1)
        yield { ...itemNamed(`Song ${i} ${'x'.repeat(400)}`), artists: ['ABBA'] }
    }
    const chunks: string[] = []
    for await (const chunk of writePlaylist(format, head, items())) chunks.push(chunk)
    expect(chunks.length).toBeGreaterThan(1)
    const { items: read } = readAll(readPlaylist(''), new TextEncoder().encode(chunks.join('')))
    expect(read.map(({ title }) => title.split(' ', 2).join(' '))).toEqual(
      Array.from({ length: songs }, (_, i) => `Song ${i}`),
    )
  },
)
