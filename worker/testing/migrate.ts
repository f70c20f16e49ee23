/**
 * Gives every file of tests storage without anything in it, though files share a runtime one after the other, and brings
 * its database to the tables of today by the migrations that a deployment runs.
 */
import { applyD1Migrations, env, reset } from 'cloudflare:test'

const { DB, TEST_MIGRATIONS } = env as unknown as {
  DB: D1Database
  TEST_MIGRATIONS: Parameters<typeof applyD1Migrations>[1]
}
await reset()
await applyD1Migrations(DB, TEST_MIGRATIONS)
