/** What every request carries: the type all routes are written against. */
import type { Database } from '../db/client.ts'
import type { Bindings, Settings } from '../env.ts'
import type { MediaStore } from '../storage/media-store.ts'

/** What an API token may do. A browser session may do all of it. */
export type Scope = 'read' | 'write'

/** Who asks. Every query takes this and names `id` as the owner. */
export type Account = { readonly id: string; readonly email: string }

/** The Hono environment of every route. `account` and `scopes` are set by the guard before a domain's route runs. */
export type AppEnv = {
  Bindings: Bindings
  Variables: {
    settings: Settings
    db: Database
    store: MediaStore
    account: Account
    scopes: readonly Scope[]
    requestId: string
  }
}
