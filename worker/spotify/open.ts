/** Opens the Web API for whoever asks. */
import type { Bindings, Settings } from '../env.ts'
import { accessOf } from './account.ts'
import { budgetOf } from './budget.ts'
import { getLane } from './lane.ts'
import { openWebApi, type WebApi } from './web-api.ts'

/** Who asks. Work of many calls waits for its turn; a person at a button does not. */
export type Asking = {
  readonly bindings: Bindings
  readonly settings: Settings
  readonly owner: { readonly id: string }
  readonly patienceSeconds?: number
}

/** The Web API as this account. Whether it is connected turns out when it is asked. */
export function apiOf({ bindings, settings, owner, patienceSeconds = 0 }: Asking): WebApi {
  const lane = getLane(settings)
  return openWebApi({
    patienceSeconds,
    apiUrl: lane.apiUrl,
    access: accessOf(bindings, owner.id),
    budget: budgetOf(bindings, lane),
  })
}
