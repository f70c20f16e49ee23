import { describe, expect, test } from 'vitest'
import { openTokens, sealTokens } from './sealing.ts'

const key = (id: string, byte: number) => ({ id, key: btoa(String.fromCharCode(...Array(32).fill(byte))) })
const [first, second, third] = [key('a', 1), key('b', 2), key('c', 3)]
const tokens = { accessToken: 'BQ-access', refreshToken: 'AQ-refresh' }

describe('tokens that are stored', () => {
  test('open again for the account they were sealed for, and hold nothing that can be read', async () => {
    const sealed = await sealTokens([first], 'acc_1', tokens)
    expect(await openTokens([first], 'acc_1', sealed)).toEqual(tokens)
    const bytes = atob(sealed.sealed.replaceAll('-', '+').replaceAll('_', '/'))
    expect(bytes).not.toContain('BQ-access')
    expect(bytes).not.toContain('AQ-refresh')
  })

  test('are never sealed twice alike', async () => {
    const [one, other] = [
      await sealTokens([first], 'acc_1', tokens),
      await sealTokens([first], 'acc_1', tokens),
    ]
    expect(one.sealed).not.toBe(other.sealed)
  })

  test("do not open in somebody else's row, nor under another key's name", async () => {
    const sealed = await sealTokens([first], 'acc_1', tokens)
    expect(await openTokens([first], 'acc_2', sealed)).toBeUndefined()
    expect(await openTokens([first, second], 'acc_1', { ...sealed, keyId: 'b' })).toBeUndefined()
    expect(await openTokens([{ ...first, id: 'b' }], 'acc_1', { ...sealed, keyId: 'b' })).toBeUndefined()
  })

  test('do not open when a single letter was changed', async () => {
    const { keyId, sealed } = await sealTokens([first], 'acc_1', tokens)
    const at = Math.floor(sealed.length / 2)
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
    expect(await openTokens([first], 'acc_1', { keyId, sealed: changed })).toBeUndefined()
    expect(await openTokens([first], 'acc_1', { keyId, sealed: '' })).toBeUndefined()
  })

  test('open under every key of the list, and are sealed with the first', async () => {
    const old = await sealTokens([first], 'acc_1', tokens)
    const rotated = [second, first]
    expect(await openTokens(rotated, 'acc_1', old)).toEqual(tokens)
    expect((await sealTokens(rotated, 'acc_1', tokens)).keyId).toBe('b')
    expect(await openTokens([third], 'acc_1', old)).toBeUndefined()
  })
})
