/** The tables of accounts. Secrets are only ever stored as hashes. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One person. The address is kept in lower case. */
export const accounts = sqliteTable('accounts', {
  id: text('id').primaryKey(),
  email: text('email').notNull().unique(),
  createdAtMs: integer('created_at_ms').notNull(),
})

/** Sign-in links that were sent: the hash of the token, and when it was used. */
export const signInLinks = sqliteTable(
  'sign_in_links',
  {
    tokenHash: text('token_hash').primaryKey(),
    email: text('email').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
    usedAtMs: integer('used_at_ms'),
  },
  (table) => [index('sign_in_links_by_expiry').on(table.expiresAtMs)],
)

/** API tokens of programs. `scopes` is a list with commas. */
export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    ownerId: text('owner_id').notNull(),
    name: text('name').notNull(),
    scopes: text('scopes').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    createdAtMs: integer('created_at_ms').notNull(),
    lastUsedAtMs: integer('last_used_at_ms'),
  },
  (table) => [index('api_tokens_by_owner').on(table.ownerId, table.id)],
)

/** Mail that a local stack did not send, so that a person can read it. Empty everywhere else. */
export const outbox = sqliteTable('outbox', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  to: text('to').notNull(),
  subject: text('subject').notNull(),
  text: text('text').notNull(),
  sentAtMs: integer('sent_at_ms').notNull(),
})
