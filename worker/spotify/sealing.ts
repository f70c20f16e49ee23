/** Encrypts tokens for storage (AES-256-GCM), under keys that an operator can change one after the other. */
import { z } from 'zod'
import { parseJson } from '../http/parse-json.ts'
import { base64Url, bytesOfBase64Url } from '../storage/base64-url.ts'

/** A key of the settings: its name, and 32 bytes in base64. */
export type TokenKey = { readonly id: string; readonly key: string }

/** What is kept secret of a connection. */
const Tokens = z.object({ accessToken: z.string(), refreshToken: z.string() })

/** See the schema `Tokens`. */
export type Tokens = z.output<typeof Tokens>

/** Encrypted tokens, and the name of the key that did it. */
export type Sealed = { readonly keyId: string; readonly sealed: string }

const nonceBytes = 12

/** Encrypts with the first key. The account is bound into it: moved to another row, it does not open. */
export async function sealTokens(
  keys: readonly TokenKey[],
  ownerId: string,
  tokens: Tokens,
): Promise<Sealed> {
  const [key] = keys
  if (key === undefined) throw new Error('there is no key to encrypt tokens with')
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const text = new TextEncoder().encode(JSON.stringify(tokens))
  const cipher = await crypto.subtle.encrypt(cipherOf(nonce, key.id, ownerId), await importKey(key), text)
  const sealed = new Uint8Array(nonceBytes + cipher.byteLength)
  sealed.set(nonce)
  sealed.set(new Uint8Array(cipher), nonceBytes)
  return { keyId: key.id, sealed: base64Url(sealed) }
}

/** Decrypts; `undefined` when the key is not among ours any more, or what was kept is not what was sealed for this account. */
export async function openTokens(
  keys: readonly TokenKey[],
  ownerId: string,
  { keyId, sealed }: Sealed,
): Promise<Tokens | undefined> {
  const key = keys.find(({ id }) => id === keyId)
  const bytes = bytesOfBase64Url(sealed)
  if (key === undefined || bytes === undefined || bytes.length <= nonceBytes) return undefined
  const cipher = cipherOf(bytes.slice(0, nonceBytes), keyId, ownerId)
  const text = await crypto.subtle
    .decrypt(cipher, await importKey(key), bytes.slice(nonceBytes))
    .catch(() => undefined)
  return text === undefined ? undefined : Tokens.safeParse(parseJson(new TextDecoder().decode(text))).data
}

function cipherOf(nonce: Uint8Array, keyId: string, ownerId: string) {
  const additionalData = new TextEncoder().encode(JSON.stringify(['spotify-tokens', keyId, ownerId]))
  return { name: 'AES-GCM', iv: nonce, additionalData }
}

async function importKey({ key }: TokenKey): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0))
  return await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
