import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ObjectGrant, readAddress, signAddress } from './object-address.ts'

const signer = { origin: 'https://cuecraft.test', secret: 'a secret of the tests that is long enough' }
const grant: ObjectGrant = { method: 'GET', key: 'acc_1/songs/sng_2/file', expiresAtSeconds: 2000 }
const before = 1_999_000

test('an address gives what was granted, until its time is over', async () => {
  const url = new URL(await signAddress(signer, grant))
  expect(await readAddress(signer.secret, 'GET', url, before)).toEqual(grant)
  expect(await readAddress(signer.secret, 'GET', url, 1_999_999)).toEqual(grant)
  expect(await readAddress(signer.secret, 'GET', url, 2_000_000)).toBeUndefined()
})

test('an address to read does not write', async () => {
  const url = new URL(await signAddress(signer, grant))
  expect(await readAddress(signer.secret, 'PUT', url, before)).toBeUndefined()
})

test('an address of a part is for that part of that upload only', async () => {
  const part: ObjectGrant = { ...grant, method: 'PUT', uploadId: 'u/1+2', partNumber: 3 }
  const address = await signAddress(signer, part)
  expect(await readAddress(signer.secret, 'PUT', new URL(address), before)).toEqual(part)
  for (const [name, value] of [
    ['part', '4'],
    ['uploadId', 'other'],
  ] as const) {
    const url = new URL(address)
    url.searchParams.set(name, value)
    expect(await readAddress(signer.secret, 'PUT', url, before)).toBeUndefined()
    url.searchParams.delete(name)
    expect(await readAddress(signer.secret, 'PUT', url, before)).toBeUndefined()
  }
})

test('a name that was signed along can neither be changed nor taken away', async () => {
  const named = { ...grant, fileName: 'Sång & Tanz 1.json' }
  const address = await signAddress(signer, named)
  expect(await readAddress(signer.secret, 'GET', new URL(address), before)).toEqual(named)
  const url = new URL(address)
  url.searchParams.set('name', 'other.html')
  expect(await readAddress(signer.secret, 'GET', url, before)).toBeUndefined()
  url.searchParams.delete('name')
  expect(await readAddress(signer.secret, 'GET', url, before)).toBeUndefined()
})

test('an address with any one letter changed is refused', async () => {
  const address = await signAddress(signer, { ...grant, uploadId: 'u', partNumber: 1, method: 'PUT' })
  const start = signer.origin.length
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: start, max: address.length - 1 }),
      fc.constantFrom(...'aZ9_-'),
      async (at, letter) => {
        fc.pre(address.charAt(at) !== letter)
        const changed = new URL(address.slice(0, at) + letter + address.slice(at + 1))
        // The last letter of base64url carries two spare bits, so a few spellings name the same signature.
        const isSame = at === address.length - 1
        const read = await readAddress(signer.secret, 'PUT', changed, before)
        if (!isSame) expect(read).toBeUndefined()
      },
    ),
  )
})

test('an address signed with another secret, or not at all, is refused', async () => {
  const foreign = await signAddress({ ...signer, secret: 'another secret that is long enough too' }, grant)
  expect(await readAddress(signer.secret, 'GET', new URL(foreign), before)).toBeUndefined()
  const bare = new URL(`/api/v1/objects/${grant.key}?expires=2000`, signer.origin)
  expect(await readAddress(signer.secret, 'GET', bare, before)).toBeUndefined()
})
