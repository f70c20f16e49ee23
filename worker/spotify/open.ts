/** Opens the Web API for whoever asks. */
import type { Bindings, Settings } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import { accessOf } from './account.ts'
import { budgetOf } from './budget.ts'
import { findLane, type Lane } from './lane.ts'
import { openWebApi, type WebApi } from './web-api.ts'

/** The lane. In the dark, nothing of it is there. */
export function getLane(settings: Settings): Lane {
  const lane = findLane(settings)
  if (lane === undefined) throw new Refusal('not-found', 'This installation has no Spotify lane.')
  return lane
}

/** The Web API as this account. Whether it is connected turns out when it is asked. */
export function apiOf(bindings: Bindings, settings: Settings, owner: { readonly id: string }): WebApi {
  const lane = getLane(settings)
  return openWebApi({
    apiUrl: lane.apiUrl,
    access: accessOf(bindings, owner.id),
    budget: budgetOf(bindings, lane),
  })
}
