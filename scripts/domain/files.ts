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
import { pageOf } from '../http/paging.ts'

/** One entry. Times are RFC 3339, UTC. */
export const ${Name}Entry = z.object({ id: z.string(), createdAt: z.iso.datetime() })

/** See the schema \`${Name}Entry\`. */
export type ${Name}Entry = z.output<typeof ${Name}Entry>

/** A page of entries, newest first. */
export const ${Name}Page = pageOf(${Name}Entry)
`,
    'store.ts': `/** Every query of ${name}. The owner is always an argument. */
import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import type { Owner } from '../jobs/store.ts'
import { ${name} } from './tables.ts'

/** A row as it is read. */
export type ${Name}Row = typeof ${name}.$inferSelect

/** A page of the owner's entries, newest first, and one row more where there is a next page. */
export async function list${Name}(
  db: Database,
  owner: Owner,
  { limit, cursor }: PageQuery,
): Promise<readonly ${Name}Row[]> {
  const isAfter = cursor === undefined ? undefined : lt(${name}.id, cursor)
  return await db
    .select()
    .from(${name})
    .where(and(eq(${name}.ownerId, owner.id), isAfter))
    .orderBy(desc(${name}.id))
    .limit(limit + 1)
}
`,
    [`${name}.ts`]: `/** What may be done with ${name}. */
import type { ${Name}Entry } from './schema.ts'
import type { ${Name}Row } from './store.ts'

/** A row as it leaves. */
export function entryOf(row: ${Name}Row): ${Name}Entry {
  return { id: row.id, createdAt: new Date(row.createdAtMs).toISOString() }
}
`,
    'routes.ts': `/** ${Name} over HTTP. */
import { Hono } from 'hono'
import { answers } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { validated } from '../http/validated.ts'
import { entryOf } from './${name}.ts'
import { ${Name}Page } from './schema.ts'
import { list${Name} } from './store.ts'

const list = answers('List ${name}, newest first', { 200: ${Name}Page }, ['sign-in-required', 'invalid-request'])

/** Routes under /api/v1/${name}. */
export const ${name}Routes = new Hono<AppEnv>().get('/', list.describe, validated('query', PageQuery), async (c) => {
  const query = c.req.valid('query')
  const page = pageOfRows(await list${Name}(c.var.db, c.var.account, query), query.limit)
  return list.send(c, 200, { items: page.rows.map(entryOf), nextCursor: page.nextCursor })
})
`,
    'routes.test.ts': `import { expect, test } from 'vitest'
import { signIn } from '../testing/harness.ts'

test('a list of ${name} begins empty, and belongs to one owner', async () => {
  const [ada] = await signIn('ada')
  expect((await ada.get('/${name}')).json).toEqual({ items: [], nextCursor: null })
})
`,
  }
}
