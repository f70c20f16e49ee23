/** The record of one browser session, in a Durable Object of its own, so that signing out is instant everywhere. */
import { DurableObject } from 'cloudflare:workers'
import { createDurable } from 'itty-durable'
import { z } from 'zod'
import type { Bindings } from '../env.ts'

/** A session lives this long after it was last used. */
export const sessionLifeMs = 30 * 86_400_000

const Fields = z.object({ accountId: z.string(), email: z.string(), expiresAtMs: z.number() })

/** Whose session it is. */
export type SessionOwner = { readonly accountId: string; readonly email: string }

/** A session that lasts, and whether this use of it prolonged it. */
export type LiveSession = SessionOwner & { readonly isProlonged: boolean }

/** The small persistent object inside: itty-durable stores its fields as one value. */
class SessionFields extends createDurable({ autoPersist: false }) {
  accountId = ''
  email = ''
  expiresAtMs = 0
}

/**
 * Holds a session. itty-durable is kept inside and never handed a request, since it would run any method named in a
 * path; every write is awaited, since it does not await its own.
 */
export class SessionRecord extends DurableObject<Bindings> {
  readonly #fields: SessionFields

  constructor(ctx: DurableObjectState, env: Bindings) {
    super(ctx, env)
    this.#fields = new SessionFields({ storage: ctx.storage }, {})
    ctx.blockConcurrencyWhile(() => this.#fields.loadFromStorage())
  }

  /** Begins the session. */
  async begin(owner: SessionOwner, nowMs: number): Promise<void> {
    Object.assign(this.#fields, owner, { expiresAtMs: nowMs + sessionLifeMs })
    await this.#fields.persist()
    await this.ctx.storage.setAlarm(this.#fields.expiresAtMs)
  }

  /** Whose session this is, or `undefined` when it is over or never was. Use prolongs it, at most once a day. */
  async read(nowMs: number): Promise<LiveSession | undefined> {
    const fields = Fields.parse(this.#fields)
    if (fields.accountId === '' || fields.expiresAtMs <= nowMs) return undefined
    const dayMs = 86_400_000
    const isProlonged = fields.expiresAtMs < nowMs + sessionLifeMs - dayMs
    if (isProlonged) await this.begin(fields, nowMs)
    return { accountId: fields.accountId, email: fields.email, isProlonged }
  }

  /** Ends the session for good. */
  async end(): Promise<void> {
    Object.assign(this.#fields, { accountId: '', email: '', expiresAtMs: 0 })
    await this.ctx.storage.deleteAll()
    await this.ctx.storage.deleteAlarm()
  }

  override async alarm(): Promise<void> {
    await this.end()
  }
}
