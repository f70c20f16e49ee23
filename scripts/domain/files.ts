/** What a new domain starts with: one list, owned by the caller, from the table to the route. */

/** File names and their text, for a domain named in one lower-case word. */
export function domainFiles(name: string): Readonly<Record<string, string>> {
  const Name = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return {
    'tables.ts': `/** The tables of ${name}. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row of ${name}, always somebody's. */
export const ${name} = sqliteTable(
  '${name}',
  {
    id: text('id').primaryKey(),
    ownerId: text('owner_id').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [index('${name}_by_owner').on(table.ownerId, table.id)],
)
`,
    'schema.ts': `/** What crosses the wire in ${name}. */
import { z } from 'zod'

/** One entry. Times are RFC 3339, UTC. */
export const ${Name}Entry = z.object({ id: z.string(), createdAt: z.iso.datetime() })

/** A list of entries, newest first. */
export const ${Name}List = z.object({ items: z.array(${Name}Entry) })
`,
    'store.ts': `/** Every query of ${name}. */
import { desc, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { ${name} } from './tables.ts'

/** The entries of one account, newest first, at most \`limit\`. */
export async function list${Name}(db: Database, account: { readonly id: string }, limit: number) {
  return await db.select().from(${name}).where(eq(${name}.ownerId, account.id)).orderBy(desc(${name}.id)).limit(limit)
}
`,
    [`${name}.ts`]: `/** The rules of ${name}. */
import type { Database } from '../db/client.ts'
import { list${Name} } from './store.ts'

/** The newest entries of an account, as they leave. */
export async function read${Name}(db: Database, account: { readonly id: string }) {
  const rows = await list${Name}(db, account, 50)
  return rows.map((row) => ({ id: row.id, createdAt: new Date(row.createdAtMs).toISOString() }))
}
`,
    'routes.ts': `/** ${Name} over HTTP. */
import { Hono } from 'hono'
import { answers } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { read${Name} } from './${name}.ts'
import { ${Name}List } from './schema.ts'

const list = answers('List ${name}', { 200: ${Name}List })

/** Routes under /api/v1/${name}. */
export const ${name}Routes = new Hono<AppEnv>().get('/', list.describe, async (c) =>
  list.send(c, 200, { items: await read${Name}(c.var.db, c.var.account) }),
)
`,
  }
}
