/** Opens the link that a request names: whoever asks for many that lead nowhere is slowed down, and a password is asked for. */
import type { Context } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { hasPass, type Pass } from '../http/pass-cookie.ts'
import { networkOfCaller, spendToken } from '../http/rate-limit.ts'
import type { ShareRow } from './store.ts'
import { checkUnlocked, getOpenShare, type Viewing } from './viewing.ts'

/** Links that lead nowhere, by address: people mistype a few, who searches for links mistypes nearly all. */
const missRate = { name: 'share-misses', capacity: 60, refillPerSecond: 0.5 } as const

/** What looking at links needs, now. */
export function viewingOf(c: Context<AppEnv>): Viewing {
  return { db: c.var.db, store: c.var.store, nowMs: Date.now() }
}

/** The share of a link that leads somewhere. Whoever asks for many that do not is slowed down. */
export async function foundShare(c: Context<AppEnv>, slug: string): Promise<ShareRow> {
  try {
    return await getOpenShare(viewingOf(c), slug)
  } catch (error) {
    await spendToken(c, missRate, networkOfCaller(c))
    throw error
  }
}

/** The same, once its password was given. */
export async function openedShare(c: Context<AppEnv>, slug: string): Promise<ShareRow> {
  const row = await foundShare(c, slug)
  const { passwordHash } = row
  checkUnlocked(row, passwordHash === null || (await hasPass(c, passOf(row, passwordHash), Date.now())))
  return row
}

/** What the password opens, until it is another one. */
export function passOf(row: ShareRow, passwordHash: string): Pass {
  return { path: `/api/v1/shares/${row.slug}`, proof: passwordHash }
}
