/** Every query of accounts. What belongs to somebody is asked for with its owner. */
import { and, desc, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { accounts, apiTokens, outbox, signInLinks } from './tables.ts'

/** A row of `accounts`. */
export type AccountRow = typeof accounts.$inferSelect

/** A row of `api_tokens`. */
export type TokenRow = typeof apiTokens.$inferSelect

/** Keeps a link that was sent, and forgets those that are long over. */
export async function addSignInLink(
  db: Database,
  link: typeof signInLinks.$inferInsert,
  nowMs: number,
): Promise<void> {
  const dayMs = 86_400_000
  await db.batch([
    db.insert(signInLinks).values(link),
    db.delete(signInLinks).where(lt(signInLinks.expiresAtMs, nowMs - dayMs)),
  ])
}

/** Uses a link up, once: the address it was sent to, or `undefined` when it is used, over or unknown. */
export async function useSignInLink(
  db: Database,
  tokenHash: string,
  nowMs: number,
): Promise<string | undefined> {
  const used = await db
    .update(signInLinks)
    .set({ usedAtMs: nowMs })
    .where(
      and(
        eq(signInLinks.tokenHash, tokenHash),
        isNull(signInLinks.usedAtMs),
        gt(signInLinks.expiresAtMs, nowMs),
      ),
    )
    .returning({ email: signInLinks.email })
  return used[0]?.email
}

/** The account of an address, made at its first sign-in. Two sign-ins at once end up with one account. */
export async function ensureAccount(db: Database, email: string, nowMs: number): Promise<AccountRow> {
  await db
    .insert(accounts)
    .values({ id: newId('acc', nowMs), email, createdAtMs: nowMs })
    .onConflictDoNothing()
  const row = await db.select().from(accounts).where(eq(accounts.email, email)).get()
  if (row === undefined) throw new Error('an account vanished while it was made')
  return row
}

/** An account by its id. */
export async function findAccount(db: Database, accountId: string): Promise<AccountRow | undefined> {
  return await db.select().from(accounts).where(eq(accounts.id, accountId)).get()
}

/** Keeps a new token. */
export async function addToken(db: Database, row: typeof apiTokens.$inferInsert): Promise<void> {
  await db.insert(apiTokens).values(row)
}

/** As many tokens as an account may have at once. */
export const mostTokens = 100

/** All tokens of an account, newest first. */
export async function listTokens(db: Database, ownerId: string): Promise<TokenRow[]> {
  return await db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.ownerId, ownerId))
    .orderBy(desc(apiTokens.id))
    .limit(mostTokens)
}

/** Revokes a token of an account; answers whether there was one. */
export async function removeToken(db: Database, ownerId: string, tokenId: string): Promise<boolean> {
  const gone = await db
    .delete(apiTokens)
    .where(and(eq(apiTokens.ownerId, ownerId), eq(apiTokens.id, tokenId)))
    .returning({ id: apiTokens.id })
  return gone.length > 0
}

/** The account and scopes behind a token's hash. */
export async function findTokenOwner(db: Database, tokenHash: string) {
  return await db
    .select({ token: apiTokens, account: accounts })
    .from(apiTokens)
    .innerJoin(accounts, eq(accounts.id, apiTokens.ownerId))
    .where(eq(apiTokens.tokenHash, tokenHash))
    .get()
}

/** Notes that a token was used. */
export async function touchToken(db: Database, tokenId: string, nowMs: number): Promise<void> {
  await db.update(apiTokens).set({ lastUsedAtMs: nowMs }).where(eq(apiTokens.id, tokenId))
}

/** Keeps a mail instead of sending it. */
export async function addToOutbox(db: Database, mail: typeof outbox.$inferInsert): Promise<void> {
  await db.insert(outbox).values(mail)
}

/** The last mails kept, newest last. */
export async function listOutbox(db: Database): Promise<(typeof outbox.$inferSelect)[]> {
  const newest = await db.select().from(outbox).orderBy(desc(outbox.id)).limit(100)
  return newest.toSorted((a, b) => a.id - b.id)
}
