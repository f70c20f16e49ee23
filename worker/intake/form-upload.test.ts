import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { mediaLimits } from '#core/media/limits.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { openStore } from '../storage/open-store.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { accountIdOf, objectsUnder, wav } from '../testing/material.ts'
import { storeForm } from './form-upload.ts'

useFakeComposer()
const bindings = env as unknown as Bindings
const contentType = 'multipart/form-data; boundary=XX'
const encoder = new TextEncoder()

const target = { key: 'acc_1/songs/sng_1/file', purpose: 'song', opened: async () => undefined } as const
const store = openStore(settingsOf(bindings), bindings)

/** A body that begins with `start` and then says `again` until it has said `mostBytes`, or nobody listens. */
function endless(start: string, again: string, mostBytes: number) {
  const taken = { bytes: 0 }
  const pieces = encoder.encode(again.repeat(Math.ceil(100_000 / again.length)))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(start)),
    pull: (controller) => {
      taken.bytes += pieces.length
      controller.enqueue(pieces)
      if (taken.bytes > mostBytes) controller.close()
    },
  })
  return { body, taken }
}

const field = (name: string) => `Content-Disposition: form-data; name="${name}"\r\n\r\n\r\n--XX\r\n`

test.each([
  ['that never comes to its first boundary', '', 'nothing of a form ', 'before its first boundary'],
  ['of fields without a word in them', '--XX\r\n', field('again'), 'up to 10 fields'],
  ['whose headers never end', '--XX\r\nContent-Disposition: form-data; name="', 'file', '16 kB'],
  ['that goes on after its end', '--XX--', 'and on', 'follows its last boundary'],
])('an endless form %s is refused, and no more of it is read than a form may have', async (...given) => {
  const [_name, start, again, reason] = given
  const { body, taken } = endless(start, again, 4 * mediaLimits.formUploadBytes)
  const request = { body, contentType, statedBytes: undefined }
  await expect(storeForm(store, target, request)).rejects.toThrow(reason)
  expect(taken.bytes).toBeLessThan(1.1 * mediaLimits.formUploadBytes)
})

test('a refused form is read to its end, so that whoever is still sending it reads why', async () => {
  const start = '--XX\r\nContent-Disposition: form-data; name="other"; filename="x"\r\n\r\n'
  const { body, taken } = endless(start, 'more', 20_000_000)
  await expect(storeForm(store, target, { body, contentType, statedBytes: undefined })).rejects.toThrow(
    'a field called "file"',
  )
  expect(taken.bytes).toBeGreaterThan(20_000_000)
})

test('a part whose headers are too long is refused also when it comes in one piece', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const head = `--XX\r\nContent-Disposition: form-data; name="file"; filename="${'x'.repeat(20_000)}.wav"\r\n\r\n`
  const body = new Blob([head, new Uint8Array(wav(1)), '\r\n--XX--\r\n'])
  const answer = await ada.raw('/songs', { method: 'POST', body, headers: { 'content-type': contentType } })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('16 kB')
  expect(await objectsUnder(bindings.MEDIA, account)).toEqual([])
})

test('a form is known by its type in any case, and has the limits of a form', async () => {
  const [ada] = await signIn('ada')
  const head = '--XX\r\nContent-Disposition: form-data; name="file"; filename="long.wav"\r\n\r\n'
  const body = new Blob([head, new Uint8Array(wav(300)), '\r\n--XX--\r\n'])
  const headers = { 'content-type': 'Multipart/Form-Data; boundary=XX' }
  const answer = await ada.raw('/songs', { method: 'POST', body, headers })
  await answer.body?.cancel()
  expect(answer.status).toBe(201)
})
