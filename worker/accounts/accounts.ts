/** The rules of accounts: who a person is, and what proves it. */
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import type { Account, Scope } from '../http/context.ts'
import type { Identity } from '../http/guard.ts'
import { factsOfError, logEvent } from '../http/log.ts'
import { Refusal } from '../http/refusal.ts'
import { type Mail, type Mailer, MailNotSent } from './mailer.ts'
import { hashOfSecret, newSecret } from './secret.ts'
import { type SessionRecord, sessionLifeMs } from './session-record.ts'
import {
  type AccountRow,
  addSignInLink,
  addToken,
  ensureAccount,
  findAccount,
  findTokenOwner,
  listTokens,
  mostTokens,
  removeToken,
  type TokenRow,
  touchToken,
  useSignInLink,
} from './store.ts'

/** A link can be used this long after it was asked for. */
const linkLifeMs = 15 * 60_000

/**
 * Sends a sign-in link. It answers nothing, so that nobody learns whose addresses are known. Refuses with
 * `service-unavailable` when the mail does not go out.
 */
export async function sendSignInLink(
  parts: { readonly db: Database; readonly mailer: Mailer; readonly webOrigin: string },
  email: string,
  nowMs: number,
): Promise<void> {
  const token = newSecret('')
  await addSignInLink(
    parts.db,
    { tokenHash: await hashOfSecret(token), email, expiresAtMs: nowMs + linkLifeMs },
    nowMs,
  )
  const link = `${parts.webOrigin}/sign-in/verify?token=${token}`
  await sendOrRefuse(parts.mailer, {
    to: email,
    subject: 'Your Cuecraft sign-in link',
    text: `Open this link to sign in to Cuecraft. It works once, for 15 minutes.\n\n${link}\n\nIf you did not ask for it, do nothing.`,
  })
}

async function sendOrRefuse(mailer: Mailer, mail: Mail): Promise<void> {
  try {
    await mailer.send(mail)
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error
    logEvent('mail-not-sent', factsOfError(error))
    throw new Refusal('service-unavailable', 'The mail could not be sent. Try again in a minute.', {
      'retry-after': '60',
    })
  }
}

/** Uses a link up and answers its account, made at the first sign-in. Throws `sign-in-link-invalid`. */
export async function redeemSignInLink(db: Database, token: string, nowMs: number): Promise<AccountRow> {
  const email = await useSignInLink(db, await hashOfSecret(token), nowMs)
  if (email === undefined) {
    throw new Refusal('sign-in-link-invalid', 'This link was used already or is over. Ask for a new one.')
  }
  return await ensureAccount(db, email, nowMs)
}

/** Sessions as Durable Objects. The cookie's secret is hashed into the object's name, so storage knows no cookie. */
async function sessionOf(sessions: DurableObjectNamespace, secret: string): Promise<SessionCalls> {
  const id = sessions.idFromName(await hashOfSecret(secret))
  // The binding is untyped so that settings need not know classes; the name in wrangler.toml is this class.
  return sessions.get(id) as unknown as SessionCalls
}

type SessionCalls = Pick<SessionRecord, 'begin' | 'read' | 'end'>

/** Begins a session and answers the secret for the cookie. */
export async function beginSession(
  sessions: DurableObjectNamespace,
  account: AccountRow,
  nowMs: number,
): Promise<string> {
  const secret = newSecret('')
  const session = await sessionOf(sessions, secret)
  await session.begin({ accountId: account.id, email: account.email }, nowMs)
  return secret
}

/** Who a session stands for and what it may do, without asking the database. */
export async function identityOfSession(
  sessions: DurableObjectNamespace,
  secret: string,
  nowMs: number,
): Promise<Identity | undefined> {
  const session = await (await sessionOf(sessions, secret)).read(nowMs)
  if (session === undefined) return undefined
  const { accountId, email, isProlonged } = session
  const prolonged = isProlonged ? { prolongedMs: sessionLifeMs } : {}
  return { account: { id: accountId, email }, scopes: ['read', 'write'], ...prolonged }
}

/** Ends a session, wherever its cookie still lies. */
export async function endSession(sessions: DurableObjectNamespace, secret: string): Promise<void> {
  await (await sessionOf(sessions, secret)).end()
}

/** The account itself. Throws `sign-in-required` when it is gone. */
export async function getAccount(db: Database, account: Account): Promise<AccountRow> {
  const row = await findAccount(db, account.id)
  if (row === undefined) throw new Refusal('sign-in-required', 'This account is gone.')
  return row
}

/**
 * Makes a token and answers it with its secret, which is not kept. Refuses scopes that its maker does not have, and more
 * tokens than the list of them shows.
 */
export async function createToken(
  db: Database,
  maker: { readonly account: Account; readonly scopes: readonly Scope[] },
  wish: { readonly name: string; readonly scopes: readonly Scope[] },
  nowMs: number,
): Promise<{ readonly row: TokenRow; readonly secret: string }> {
  const beyond = wish.scopes.find((scope) => !maker.scopes.includes(scope))
  if (beyond !== undefined) {
    throw new Refusal('scope-missing', `A token without the "${beyond}" scope cannot make one that has it.`)
  }
  if ((await listTokens(db, maker.account.id)).length >= mostTokens) {
    throw new Refusal(
      'conflict',
      `You have ${mostTokens} tokens. Revoke one that is not used any more first.`,
    )
  }
  const secret = newSecret('cuecraft_')
  const row = {
    id: newId('tok', nowMs),
    ownerId: maker.account.id,
    name: wish.name,
    scopes: [...new Set(wish.scopes)].join(','),
    tokenHash: await hashOfSecret(secret),
    createdAtMs: nowMs,
    lastUsedAtMs: null,
  }
  await addToken(db, row)
  return { row, secret }
}

/** The tokens of an account, newest first. */
export async function readTokens(db: Database, account: Account): Promise<TokenRow[]> {
  return await listTokens(db, account.id)
}

/** Revokes a token at once. Throws `token-not-found`, also for somebody else's. */
export async function revokeToken(db: Database, account: Account, tokenId: string): Promise<void> {
  if (await removeToken(db, account.id, tokenId)) return
  throw new Refusal('token-not-found', 'You have no such token.')
}

/** How coarsely the last use of a token is kept: a write for every read would cost more than it tells. */
const touchEveryMs = 3_600_000

/** Who a token stands for and what it may do. */
export async function identityOfToken(
  db: Database,
  secret: string,
  nowMs: number,
): Promise<Identity | undefined> {
  const found = await findTokenOwner(db, await hashOfSecret(secret))
  if (found === undefined) return undefined
  if (nowMs - (found.token.lastUsedAtMs ?? 0) > touchEveryMs) await touchToken(db, found.token.id, nowMs)
  return { account: { id: found.account.id, email: found.account.email }, scopes: scopesOf(found.token) }
}

/** The scopes a token's row holds. */
export function scopesOf(row: TokenRow): Scope[] {
  return row.scopes.split(',').filter((scope) => scope === 'read' || scope === 'write')
}
