/** Middleware that spends a token for each request, and refuses with the time to wait when there is none. */
import type { Context, MiddlewareHandler } from 'hono'
import { hexOf } from '#core/hex.ts'
import type { BucketRate } from '#core/token-bucket.ts'
import type { AppEnv } from './context.ts'
import { Refusal } from './refusal.ts'
import type { TokenBucket } from './token-bucket.ts'

/** A named limit, counted for each account or for each network address. */
export type RateLimit = BucketRate & { readonly name: string; readonly by: 'account' | 'address' }

/** Spends a token of each of the caller's buckets for every request. */
export function rateLimited(...limits: readonly RateLimit[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    for (const limit of limits) await spendToken(c, limit, callerOf(c, limit))
    await next()
  }
}

function callerOf(c: Context<AppEnv>, { by }: RateLimit): string {
  return by === 'account' ? c.var.account.id : networkOfCaller(c)
}

/** The network address that a request came from, as limits count it. */
export function networkOfCaller(c: Context<AppEnv>): string {
  return networkOf(c.req.header('cf-connecting-ip') ?? 'unknown')
}

/**
 * What counts as one network address: an IPv4 address itself, and of an IPv6 address the first 64 bits, since a
 * customer is given at least all addresses under them (RFC 6177).
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [before = [], after = []] = address.split('::').map(groupsOf)
  const left = Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array<string>(left).fill('0'), ...after].slice(0, 4).join(':')
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16).toString(16))
}

/** Spends a token of the bucket of any caller, such as an e-mail address. Refuses where there is none. */
export async function spendToken(c: Context<AppEnv>, limit: NamedRate, caller: string): Promise<void> {
  const waitSeconds = await takeToken(c, limit, caller)
  if (waitSeconds === 0) return
  throw new Refusal('too-many-requests', `Too many requests at once. Try again in ${waitSeconds} seconds.`, {
    'retry-after': String(waitSeconds),
  })
}

/** Takes a token where there is one, and answers the seconds to wait: 0 when it did. The caller is only stored as a keyed hash. */
export async function takeToken(c: Context<AppEnv>, limit: NamedRate, caller: string): Promise<number> {
  return await (await bucketOf(c, limit, caller)).take(rateOf(limit))
}

/** Puts a token back that was taken for something which turned out to be no guess. */
export async function giveTokenBack(c: Context<AppEnv>, limit: NamedRate, caller: string): Promise<void> {
  await (await bucketOf(c, limit, caller)).giveBack(rateOf(limit))
}

type NamedRate = BucketRate & { readonly name: string }

function rateOf({ capacity, refillPerSecond }: NamedRate): BucketRate {
  return { capacity, refillPerSecond }
}

async function bucketOf(
  c: Context<AppEnv>,
  limit: NamedRate,
  caller: string,
): Promise<Pick<TokenBucket, 'take' | 'giveBack'>> {
  const id = c.env.TOKEN_BUCKETS.idFromName(
    `${limit.name}:${await keyedHash(c.var.settings.SIGNING_SECRET, caller)}`,
  )
  // The binding is untyped so that settings need not know classes; the name in wrangler.toml is this class.
  return c.env.TOKEN_BUCKETS.get(id) as unknown as Pick<TokenBucket, 'take' | 'giveBack'>
}

async function keyedHash(secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(text))
  return hexOf(new Uint8Array(mac))
}
