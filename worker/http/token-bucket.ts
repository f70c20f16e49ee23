/** Exact limits: a bucket of tokens that fills at a steady rate, one Durable Object for each name and caller. */
import { DurableObject } from 'cloudflare:workers'
import { type BucketLevel, type BucketRate, returnToken, takeToken } from '#core/token-bucket.ts'
import type { Bindings } from '../env.ts'

/** Keeps one bucket. Forgets it once it would be full again. */
export class TokenBucket extends DurableObject<Bindings> {
  /** Takes a token; answers the seconds to wait, 0 when there was one. */
  async take(rate: BucketRate): Promise<number> {
    const nowMs = Date.now()
    const taken = takeToken(await this.ctx.storage.get<BucketLevel>('level'), rate, nowMs)
    await this.ctx.storage.put('level', taken.level)
    await this.ctx.storage.setAlarm(nowMs + (rate.capacity / rate.refillPerSecond) * 1000)
    return taken.waitSeconds
  }

  /** Puts a token back, since what it was taken for need not be limited after all. */
  async giveBack(rate: BucketRate): Promise<void> {
    const level = returnToken(await this.ctx.storage.get<BucketLevel>('level'), rate)
    if (level !== undefined) await this.ctx.storage.put('level', level)
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll()
  }
}
