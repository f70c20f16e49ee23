/** Lets a client send a create again without making two: the first answer is kept for a day and given again. */
import { and, eq, lt } from 'drizzle-orm'
import type { Context, MiddlewareHandler } from 'hono'
import { hexOf } from '#core/hex.ts'
import { bringsFile } from './body-limit.ts'
import type { AppEnv } from './context.ts'
import { Refusal } from './refusal.ts'
import { idempotencyKeys } from './tables.ts'

const keptMs = 86_400_000
/** A first request that has not answered after this long was lost with its isolate; its key is free again. */
const inFlightMs = 120_000
const keyForm = /^[\x21-\x7e]{1,200}$/

/**
 * Takes `Idempotency-Key` on creates (draft-ietf-httpapi-idempotency-key-header). The same key on the same address
 * answers what the first request was answered; while the first is under way, 409; with another body, 422, for then it is
 * not the same request. Failures are not kept.
 */
export const idempotent: MiddlewareHandler<AppEnv> = async (c, next) => {
  const key = c.req.header('idempotency-key')
  if (c.req.method !== 'POST' || key === undefined) return await next()
  if (!keyForm.test(key))
    throw new Refusal('invalid-request', 'An Idempotency-Key is 1 to 200 visible ASCII characters.')
  const row = { ownerId: c.var.account.id, key, path: c.req.path }
  const fingerprint = await fingerprintOf(c)
  const kept = await claim(c, row, fingerprint)
  if (kept !== undefined) return replay(kept, fingerprint)
  try {
    await next()
  } catch (error) {
    await forget(c, row)
    throw error
  }
  if (c.res.ok) await keep(c, row)
  else await forget(c, row)
}

/** A digest of what a request says besides its path. Of a file only the address counts: it is streamed, not read for this. */
async function fingerprintOf(c: Context<AppEnv>): Promise<string> {
  const said = `${new URL(c.req.url).search}\n${bringsFile(c) ? '' : await c.req.text()}`
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(said))
  return hexOf(new Uint8Array(digest))
}

type Key = { readonly ownerId: string; readonly key: string; readonly path: string }
type KeyRow = typeof idempotencyKeys.$inferSelect

function isKey(key: Key) {
  return and(
    eq(idempotencyKeys.ownerId, key.ownerId),
    eq(idempotencyKeys.key, key.key),
    eq(idempotencyKeys.path, key.path),
  )
}

/** Takes the key for this request, or answers the row of the request that has it. */
async function claim(c: Context<AppEnv>, key: Key, fingerprint: string): Promise<KeyRow | undefined> {
  const nowMs = Date.now()
  const { db } = c.var
  const stale = and(
    isKey(key),
    eq(idempotencyKeys.status, 0),
    lt(idempotencyKeys.createdAtMs, nowMs - inFlightMs),
  )
  const [, , inserted] = await db.batch([
    db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAtMs, nowMs - keptMs)),
    db.delete(idempotencyKeys).where(stale),
    db
      .insert(idempotencyKeys)
      .values({ ...key, fingerprint, status: 0, body: '', createdAtMs: nowMs })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key }),
  ])
  return inserted.length > 0 ? undefined : await db.select().from(idempotencyKeys).where(isKey(key)).get()
}

function replay(kept: KeyRow, fingerprint: string): Response {
  // A row of a Worker that kept no fingerprints yet has none; it lives for a day.
  if (kept.fingerprint !== '' && kept.fingerprint !== fingerprint) {
    const detail =
      'The first request with this Idempotency-Key asked for something else: send this one with a new key.'
    throw new Refusal('idempotency-key-reused', detail)
  }
  if (kept.status === 0) {
    throw new Refusal('conflict', 'The first request with this Idempotency-Key is still under way.', {
      'retry-after': '2',
    })
  }
  const headers = { 'content-type': 'application/json', 'idempotent-replay': 'true' }
  return new Response(kept.body, { status: kept.status, headers })
}

async function keep(c: Context<AppEnv>, key: Key): Promise<void> {
  const body = await c.res.clone().text()
  await c.var.db.update(idempotencyKeys).set({ status: c.res.status, body }).where(isKey(key))
}

async function forget(c: Context<AppEnv>, key: Key): Promise<void> {
  await c.var.db.delete(idempotencyKeys).where(isKey(key))
}
