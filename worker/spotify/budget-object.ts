/** One budget for an app at Spotify: its limits count every call of everybody here together. */
import { DurableObject } from 'cloudflare:workers'
import { type BucketLevel, takeToken } from '#core/token-bucket.ts'
import { msOfSeconds, secondsOfMs } from '#core/units.ts'
import type { Bindings } from '../env.ts'
import type { Hold } from './failure.ts'

/** Spotify counts over thirty seconds and does not say to what; this stays below what apps have reported. */
const rate = { capacity: 60, refillPerSecond: 3 }

type Held = { readonly untilMs: number; readonly isQuota: boolean }

/** Counts calls, and stops them all after Spotify has said for how long. A stop outlives a restart; the count starts anew. */
export class SpotifyBudget extends DurableObject<Bindings> {
  #level: BucketLevel | undefined
  #held: Held | undefined

  constructor(ctx: DurableObjectState, env: Bindings) {
    super(ctx, env)
    ctx.blockConcurrencyWhile(async () => {
      this.#held = await ctx.storage.get<Held>('held')
    })
  }

  /** Takes one call out of the budget; answers how long to wait instead, where there is none. */
  take(nowMs: number): Hold | undefined {
    if (this.#held !== undefined && nowMs < this.#held.untilMs) {
      const { untilMs, isQuota } = this.#held
      return { seconds: Math.ceil(secondsOfMs(untilMs - nowMs)), isQuota }
    }
    const { level, waitSeconds } = takeToken(this.#level, rate, nowMs)
    this.#level = level
    return waitSeconds === 0 ? undefined : { seconds: waitSeconds, isQuota: false }
  }

  /** Stops every call for as long as Spotify said. A shorter stop ends no longer one. */
  async hold({ seconds, isQuota }: Hold, nowMs: number): Promise<void> {
    const untilMs = nowMs + msOfSeconds(seconds)
    if (this.#held !== undefined && this.#held.untilMs >= untilMs) return
    this.#held = { untilMs, isQuota }
    await this.ctx.storage.put('held', this.#held)
  }
}
