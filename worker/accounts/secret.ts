/** Secrets that people and programs carry: made from 256 random bits, stored only as their SHA-256. */
import { hexOf } from '#core/hex.ts'
import { base64Url } from '../storage/base64-url.ts'

/** A new secret in URL-safe base 64 with a prefix that tells what it is, also to a scanner that finds it leaked. */
export function newSecret(prefix: string): string {
  return `${prefix}${base64Url(crypto.getRandomValues(new Uint8Array(32)))}`
}

/** SHA-256 in hex. A plain hash is enough for secrets of full entropy: there is nothing to guess. */
export async function hashOfSecret(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
  return hexOf(new Uint8Array(digest))
}
