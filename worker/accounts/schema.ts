/** What crosses the wire in accounts. Times are RFC 3339, UTC. */
import { z } from 'zod'
import { oneLine } from '../http/one-line.ts'

/** A person, to themselves. */
export const AccountView = z.object({ id: z.string(), email: z.string(), createdAt: z.iso.datetime() })

/** Asks for a sign-in link. */
export const SignInRequest = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email('this is not an e-mail address').max(254)),
})

/** The answer says the same whether or not the address is known. */
export const SignInSent = z.object({ sent: z.literal(true) })

/** Shows the token of a sign-in link. */
export const VerifyRequest = z.object({ token: z.string().min(20).max(100) })

/** Who signed in. */
export const SignedIn = z.object({ account: AccountView })

/** What a token may do. */
export const TokenScope = z.enum(['read', 'write'])

/** Asks for an API token. */
export const TokenRequest = z.object({
  name: oneLine(100),
  scopes: z.array(TokenScope).min(1).max(2),
})

/** A token without its secret. */
export const TokenView = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(TokenScope),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})

/** A new token with its secret, which is shown this once. */
export const NewToken = TokenView.extend({ token: z.string() })

/** All tokens of an account, newest first. */
export const TokenList = z.object({ items: z.array(TokenView) })

/** The path of one token. */
export const TokenPath = z.object({ tokenId: z.string().max(64) })

/** Mail that a local stack kept instead of sending, newest last. */
export const Outbox = z.object({
  items: z.array(
    z.object({ to: z.string(), subject: z.string(), text: z.string(), sentAt: z.iso.datetime() }),
  ),
})
