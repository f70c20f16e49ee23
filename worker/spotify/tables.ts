/** The tables of the Spotify lane. Tokens are only ever stored encrypted; ways back from Spotify only as hashes. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One connection of an account here with one at Spotify. `sealed` holds both tokens, and is empty where consent is needed. */
export const spotifyConnections = sqliteTable('spotify_connections', {
  ownerId: text('owner_id').primaryKey(),
  status: text('status').$type<'connected' | 'consent-needed'>().notNull(),
  /** Which key of the settings sealed the tokens. */
  keyId: text('key_id').notNull(),
  sealed: text('sealed').notNull(),
  accessExpiresAtMs: integer('access_expires_at_ms').notNull(),
  /** When the person said yes: what a refresh does not prolong. */
  consentedAtMs: integer('consented_at_ms').notNull(),
  /** With spaces, as Spotify writes them. */
  scopes: text('scopes').notNull(),
  spotifyUserId: text('spotify_user_id').notNull(),
  displayName: text('display_name'),
  product: text('product'),
})

/** A way back from Spotify's page of consent, good for one use. */
export const spotifyAuthorizations = sqliteTable(
  'spotify_authorizations',
  {
    nonceHash: text('nonce_hash').primaryKey(),
    ownerId: text('owner_id').notNull(),
    returnTo: text('return_to').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
  },
  (table) => [index('spotify_authorizations_by_expiry').on(table.expiresAtMs)],
)
