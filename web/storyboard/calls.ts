/** The calls of the storyboard, each named by what it does. Apart from the others, so that only its page fetches them. */
import { request, requestTagged } from '../api/request.ts'
import type { Timeline } from '../api/shapes.ts'
import type {
  Model,
  MonthBudget,
  PartPatch,
  Storyboard,
  StoryboardPart,
  StoryboardPatch,
  Take,
} from './shapes.ts'

const boardOf = (videoId: string) => `/videos/${encodeURIComponent(videoId)}/storyboard`
const takeOf = (take: { videoId: string; takeId: string }) =>
  `${boardOf(take.videoId)}/takes/${encodeURIComponent(take.takeId)}`

/** Every model with its price. */
export const listModels = async () => (await request<{ items: readonly Model[] }>('/generation/models')).items
/** What may be spent this month, and what is. */
export const getMonthBudget = () => request<MonthBudget>('/generation/budget')
/** Sets what may be spent a month. */
export const setMonthBudget = (limitMicroDollars: number) =>
  request<MonthBudget>('/generation/budget', { method: 'PUT', json: { limitMicroDollars } })
/** The storyboard of a video. */
export const getStoryboard = (videoId: string) => request<Storyboard>(boardOf(videoId))
/** Changes what all parts share. */
export const changeStoryboard = (videoId: string, patch: StoryboardPatch) =>
  request<Storyboard>(boardOf(videoId), { method: 'PATCH', json: patch })
/** Changes one part. */
export const changePart = (videoId: string, partId: string, patch: PartPatch) =>
  request<StoryboardPart>(`${boardOf(videoId)}/parts/${encodeURIComponent(partId)}`, {
    method: 'PATCH',
    json: patch,
  })
/** Asks for a take of each part, at the price that was shown; all or none. */
export const orderTakes = async (
  videoId: string,
  order: { partIds: readonly string[]; quotedMicroDollars: number },
) =>
  (await request<{ items: readonly Take[] }>(`${boardOf(videoId)}/takes`, { method: 'POST', json: order }))
    .items
/** Removes a take; what it came to stays in the library. */
export const removeTake = (videoId: string, takeId: string) =>
  request<void>(takeOf({ videoId, takeId }), { method: 'DELETE' })
/** Shows the picked takes of some parts in the version of the video that `etag` names. */
export const placeTakes = (videoId: string, partIds: readonly string[], etag: string) =>
  requestTagged<Timeline>(`${boardOf(videoId)}/placements`, {
    method: 'POST',
    json: { partIds },
    ifMatch: etag,
  })
