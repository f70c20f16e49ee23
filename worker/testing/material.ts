/** Files for tests, as small as their formats allow, and what is made of them. */
import { z } from 'zod'
import { Media } from '../media/schema.ts'
import { Song } from '../songs/schema.ts'
import { Video } from '../studio/schema.ts'
import type { Client } from './harness.ts'
import { runJob } from './jobs.ts'

/** A WAV file of so many seconds of silence: 8-bit mono at 8000 samples a second. */
export function wav(seconds: number): Uint8Array {
  const samples = Math.round(8000 * seconds)
  const bytes = new Uint8Array(44 + samples).fill(128)
  const view = new DataView(bytes.buffer)
  const text = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at)
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8000, true)
  view.setUint32(28, 8000, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, samples, true)
  return bytes
}

/** The head of a PNG file of this size; `mark` makes files differ. */
export function png(widthPixels: number, heightPixels: number, mark = 0): Uint8Array {
  const bytes = new Uint8Array(64)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, widthPixels)
  view.setUint32(20, heightPixels)
  bytes.set([8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x49, 0x44, 0x41, 0x54, mark], 24)
  return bytes
}

/** The head of an MP4 file; `mark` makes files differ. */
export function mp4(mark = 0): Uint8Array {
  const bytes = new Uint8Array(64)
  bytes.set([0, 0, 0, 32, ...new TextEncoder().encode('ftypisom'), 0, 0, 2, 0])
  bytes[63] = mark
  return bytes
}

/** A song of this person that was analysed. */
export async function bringSong(client: Client, seconds = 20): Promise<Song> {
  const brought = Song.parse((await client.upload('/songs', wav(seconds), 'night drive.wav')).json)
  await runJob(brought.jobId)
  return Song.parse((await client.get(`/songs/${brought.id}`)).json)
}

/** A photo of this person, its small pictures not made yet. */
export async function bringPhoto(client: Client, mark = 0): Promise<Media> {
  return Media.parse((await client.upload('/media', png(1600, 1200, mark), `beach ${mark}.png`)).json)
}

/** A clip of this person, its small pictures not made yet. */
export async function bringClip(client: Client, mark = 0): Promise<Media> {
  return Media.parse((await client.upload('/media', mp4(mark), `surf ${mark}.mp4`)).json)
}

/** A video of this person, of a song and two photos. */
export async function planVideo(client: Client): Promise<Video> {
  const song = await bringSong(client)
  const photos = [await bringPhoto(client, 1), await bringPhoto(client, 2)]
  const order = {
    songId: song.id,
    mediaIds: photos.map(({ id }) => id),
    aspect: '16:9',
    style: 'balanced',
    seed: 7,
  }
  return Video.parse((await client.post('/videos', order)).json)
}

/** The names of everything in a bucket under a prefix. */
export async function objectsUnder(bucket: R2Bucket, prefix: string): Promise<readonly string[]> {
  const { objects } = await bucket.list({ prefix })
  return objects.map(({ key }) => key)
}

/** The account of a signed-in person. */
export async function accountIdOf(client: Client): Promise<string> {
  return z.object({ id: z.string() }).parse((await client.get('/me')).json).id
}
