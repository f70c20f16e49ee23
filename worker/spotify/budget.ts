/** Reaches the budget of the app, which everybody here shares. */
import type { Bindings } from '../env.ts'
import type { SpotifyBudget } from './budget-object.ts'
import { type Hold, refusalOfHold } from './failure.ts'
import type { Lane } from './lane.ts'

/** The budget as calls use it. `take` refuses when there is nothing left of it, or Spotify said to wait. */
export type Budget = {
  take(nowMs: number): Promise<void>
  hold(hold: Hold, nowMs: number): Promise<void>
}

/** The budget of the lane's client id. */
export function budgetOf(bindings: Bindings, { clientId }: Lane): Budget {
  // The binding is untyped so that settings need not know classes; the name in wrangler.toml is this class.
  const object = bindings.SPOTIFY_BUDGETS.getByName(clientId) as unknown as Calls
  return {
    async take(nowMs) {
      const hold = await object.take(nowMs)
      if (hold !== undefined) throw refusalOfHold(hold)
    },
    hold: (hold, nowMs) => object.hold(hold, nowMs),
  }
}

type Calls = { take(nowMs: number): Promise<Hold | undefined> } & Pick<SpotifyBudget, 'hold'>
