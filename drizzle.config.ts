import { defineConfig } from 'drizzle-kit'

/** Migrations are generated from the tables of every domain and floor. */
export default defineConfig({ dialect: 'sqlite', schema: './worker/*/tables.ts', out: './migrations' })
