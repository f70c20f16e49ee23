/** Lists page by page: an opaque cursor says where the last page ended. */
import { z } from 'zod'

/** The query of every list. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^[a-z]{3}_[0-9A-Z]{26}$/, 'this is not a cursor we gave')
    .optional(),
})

/** See the schema `PageQuery`. */
export type PageQuery = z.output<typeof PageQuery>

/** The answer of a list of `item`s, newest first. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/**
 * Cuts a page from rows asked for with one row more than the limit. The cursor is the id of the last row: ids sort
 * by age, so new rows never shift a page.
 */
export function pageOfRows<R extends { readonly id: string }>(
  rows: readonly R[],
  limit: number,
): { readonly rows: readonly R[]; readonly nextCursor: string | null } {
  const page = rows.slice(0, limit)
  return { rows: page, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}
