import { expect, test } from 'vitest'
import { song } from '../playlists/items.fake.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn, stranger } from '../testing/harness.ts'
import { makeRoom, makeSongs } from './room.fake.ts'
import { AddedWishes, RoomWishPage } from './wish-schema.ts'

useFakeComposer()

async function wishesOf(client: Client, roomId: string) {
  return RoomWishPage.parse((await client.get(`/rooms/${roomId}/wish-list`)).json).items
}

test('wishes are kept by what they are called, newest first, each once, with what the library has of them', async () => {
  const [ada] = await signIn('ada')
  const [sun] = await makeSongs(ada, ['Under the sun'])
  const room = await makeRoom(ada)
  const path = `/rooms/${room.id}/wish-list`
  const wished = [song('Under the sun', undefined, { songId: sun ?? '' }), song('Blue Monday', 'New Order')]
  const added = AddedWishes.parse((await ada.post(path, { items: wished })).json)
  expect(added.items.map(({ match }) => match.state)).toEqual(['found', 'missing'])
  const again = await ada.post(path, { items: [song('Blue Monday', 'New Order'), song('Last')] })
  expect(AddedWishes.parse(again.json).items.map(({ item }) => item.title)).toEqual(['Last'])
  const titles = (await wishesOf(ada, room.id)).map(({ item }) => item.title)
  expect(titles).toEqual(['Last', 'Blue Monday', 'Under the sun'])
  const [last] = await wishesOf(ada, room.id)
  expect((await ada.delete(`${path}/${last?.id}`)).status).toBe(204)
  expect((await ada.delete(`${path}/${last?.id}`)).problem?.type).toContain('wish-not-found')
  expect(await wishesOf(ada, room.id)).toHaveLength(2)
})

test('wishes of which very much is said are kept like any other, in their order', async () => {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada)
  const songs = Array.from({ length: 60 }, (_, i) =>
    song(`Song ${i}`, undefined, { note: 'é'.repeat(9_000) }),
  )
  const added = await ada.post(`/rooms/${room.id}/wish-list`, { items: songs })
  expect(AddedWishes.parse(added.json).items.map(({ item }) => item)).toEqual(songs)
  expect((await wishesOf(ada, room.id)).map(({ item }) => item.title)).toContain('Song 59')
})

test('a wish list is its host’s alone, and goes with the room', async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const room = await makeRoom(ada)
  const path = `/rooms/${room.id}/wish-list`
  await ada.post(path, { items: [song('Blue Monday')] })
  const [wish] = await wishesOf(ada, room.id)
  const ask = async (client: Client) => [
    (await client.get(path)).status,
    (await client.post(path, { items: [song('Mine')] })).status,
    (await client.delete(`${path}/${wish?.id}`)).status,
  ]
  expect(await ask(bo)).toEqual([404, 404, 404])
  expect(await ask(stranger())).toEqual([401, 401, 401])
  expect(await wishesOf(ada, room.id)).toHaveLength(1)
  await ada.delete(`/rooms/${room.id}`)
  expect((await ada.get(path)).status).toBe(404)
})
