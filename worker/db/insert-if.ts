/** Inserts that depend on what is true at that very moment: the database decides, so that of two at once one may win. */
import { getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Condition, Database } from './client.ts'

/** The statement that writes a row if `condition` holds at that moment, and nothing otherwise. */
export function insertIf<T extends SQLiteTable>(
  db: Database,
  table: T,
  row: T['$inferSelect'],
  condition: Condition,
) {
  // An insert from a selection fills the columns of the table in their order.
  const values = Object.entries(getTableColumns(table)).map(
    ([name, column]) => sql`${sql.param(row[name as keyof typeof row], column)}`,
  )
  return db.insert(table).select(sql`select ${sql.join(values, sql`, `)} where ${condition}`)
}
