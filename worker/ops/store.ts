/** The one query of operations. */
import { sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'

/** Asks the database for nothing. Throws when it does not answer. */
export async function askDatabase(db: Database): Promise<void> {
  await db.run(sql`select 1`)
}
