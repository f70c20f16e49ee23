/** Reaches the budget of the app, which everybody here shares. */
import { msOfSeconds } from '#core/units.ts'
import type { Bindings } from '../env.ts'
import type { SpotifyBudget } from './budget-object.ts'
import { type Hold, refusalOfHold } from './failure.ts'
import type { Lane } from './lane.ts'

/** The budget as calls use it. */
export type Budget = {
  /** Takes one call, waiting for it so long at most. Refuses when there is nothing left, or Spotify said to wait longer. */
  take(patienceSeconds: number): Promise<void>
  /** Stops every call for as long as Spotify said. */
  hold(hold: Hold): Promise<void>
}

/** The budget of the lane's client id. */
export function budgetOf(bindings: Bindings, { clientId }: Lane): Budget {
  // The binding is untyped so that settings need not know classes; the name in wrangler.toml is this class.
  const object = bindings.SPOTIFY_BUDGETS.getByName(clientId) as unknown as Calls
  return {
    async take(patienceSeconds) {
      for (let patience = patienceSeconds; ; ) {
        const hold = await object.take(Date.now())
        if (hold === undefined) return
        if (hold.isQuota || hold.seconds > patience) throw refusalOfHold(hold)
        patience -= hold.seconds
        await scheduler.wait(msOfSeconds(hold.seconds))
      }
    },
    hold: (hold) => object.hold(hold, Date.now()),
  }
}

type Calls = { take(nowMs: number): Promise<Hold | undefined> } & Pick<SpotifyBudget, 'hold'>
