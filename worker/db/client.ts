/** The one way to the database. */
import type { SQL } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'

/** A drizzle client on D1. Tables are imported where they are used, never handed round in a schema object. */
export type Database = DrizzleD1Database

/** A statement that waits for its batch, so that domains can write together: all of it or nothing. */
export type Statement = BatchItem<'sqlite'>

/** What must hold for a statement to touch a row; one domain may say it to another, whose statement it becomes part of. */
export type Condition = SQL

/** Opens the client on a D1 binding. */
export function openDatabase(binding: D1Database): Database {
  return drizzle(binding)
}
