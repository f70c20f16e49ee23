/** Accounts over HTTP: signing in and out, oneself, API tokens, and the outbox of a local stack. */
import { Hono } from 'hono'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { rateLimited, spendToken } from '../http/rate-limit.ts'
import { Refusal } from '../http/refusal.ts'
import { giveSessionCookie, readSessionCookie, takeSessionCookie } from '../http/session-cookie.ts'
import { validated } from '../http/validated.ts'
import * as rules from './accounts.ts'
import { openMailer } from './mail.ts'
import {
  AccountView,
  NewToken,
  Outbox,
  SignedIn,
  SignInRequest,
  SignInSent,
  TokenList,
  TokenPath,
  TokenRequest,
  VerifyRequest,
} from './schema.ts'
import { sessionLifeMs } from './session-record.ts'
import { type AccountRow, listOutbox, type TokenRow } from './store.ts'

const perAddress = { name: 'sign-in', by: 'address', capacity: 20, refillPerSecond: 20 / 600 } as const
const perEmail = { name: 'sign-in-mail', capacity: 5, refillPerSecond: 5 / 900 } as const

const askForLink = answers('Send a sign-in link', { 202: SignInSent }, [
  'invalid-request',
  'foreign-origin',
  'too-many-requests',
])
const verify = answers('Sign in with a link', { 200: SignedIn }, [
  'sign-in-link-invalid',
  'invalid-request',
  'foreign-origin',
  'too-many-requests',
])

const signOut = answersNothing('Sign out', ['foreign-origin'])

/** Routes under /api/v1/auth, open to everybody. */
export const signInRoutes = new Hono<AppEnv>()
  .post(
    '/email',
    askForLink.describe,
    rateLimited(perAddress),
    validated('json', SignInRequest),
    async (c) => {
      const { email } = c.req.valid('json')
      await spendToken(c, perEmail, email)
      const { db, settings } = c.var
      await rules.sendSignInLink(
        { db, mailer: openMailer(settings, db), webOrigin: settings.WEB_ORIGIN },
        email,
        Date.now(),
      )
      return askForLink.send(c, 202, { sent: true })
    },
  )
  .post(
    '/email/verify',
    verify.describe,
    rateLimited(perAddress),
    validated('json', VerifyRequest),
    async (c) => {
      const nowMs = Date.now()
      const account = await rules.redeemSignInLink(c.var.db, c.req.valid('json').token, nowMs)
      const secret = await rules.beginSession(c.env.SESSIONS, account, nowMs)
      giveSessionCookie(c, secret, sessionLifeMs)
      return verify.send(c, 200, { account: accountView(account) })
    },
  )
  .post('/sign-out', signOut.describe, async (c) => {
    const secret = readSessionCookie(c)
    if (secret !== undefined) await rules.endSession(c.env.SESSIONS, secret)
    takeSessionCookie(c)
    return signOut.send(c)
  })

const readMe = answers('Read your account', { 200: AccountView }, ['sign-in-required'])

/** The route /api/v1/me. */
export const meRoutes = new Hono<AppEnv>().get('/', readMe.describe, async (c) =>
  readMe.send(c, 200, accountView(await rules.getAccount(c.var.db, c.var.account))),
)

const listTokens = answers('List API tokens', { 200: TokenList }, ['sign-in-required'])
const createToken = answers('Make an API token; its secret is shown this once', { 201: NewToken }, [
  'invalid-request',
  'conflict',
  'sign-in-required',
  'scope-missing',
])

const revokeToken = answersNothing('Revoke an API token', ['token-not-found', 'sign-in-required'])

/** Routes under /api/v1/tokens. */
export const tokenRoutes = new Hono<AppEnv>()
  .get('/', listTokens.describe, async (c) => {
    const rows = await rules.readTokens(c.var.db, c.var.account)
    return listTokens.send(c, 200, { items: rows.map(tokenView) })
  })
  .post('/', createToken.describe, validated('json', TokenRequest), async (c) => {
    const maker = { account: c.var.account, scopes: c.var.scopes }
    const { row, secret } = await rules.createToken(c.var.db, maker, c.req.valid('json'), Date.now())
    return createToken.send(c, 201, { ...tokenView(row), token: secret })
  })
  .delete('/:tokenId', revokeToken.describe, validated('param', TokenPath), async (c) => {
    await rules.revokeToken(c.var.db, c.var.account, c.req.valid('param').tokenId)
    return revokeToken.send(c)
  })

const readOutbox = answers('Read the mail a local stack did not send', { 200: Outbox }, ['not-found'])

/** The route /api/v1/outbox, which is nowhere but on a local stack. */
export const outboxRoutes = new Hono<AppEnv>().get('/', readOutbox.describe, async (c) => {
  if (c.var.settings.ENVIRONMENT !== 'local')
    throw new Refusal('not-found', 'There is nothing at this address.')
  const mails = await listOutbox(c.var.db)
  const items = mails.map(({ to, subject, text, sentAtMs }) => ({
    to,
    subject,
    text,
    sentAt: new Date(sentAtMs).toISOString(),
  }))
  return readOutbox.send(c, 200, { items })
})

function accountView(row: AccountRow) {
  return { id: row.id, email: row.email, createdAt: new Date(row.createdAtMs).toISOString() }
}

function tokenView(row: TokenRow) {
  return {
    id: row.id,
    name: row.name,
    scopes: rules.scopesOf(row),
    createdAt: new Date(row.createdAtMs).toISOString(),
    lastUsedAt: row.lastUsedAtMs === null ? null : new Date(row.lastUsedAtMs).toISOString(),
  }
}
