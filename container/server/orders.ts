/** Which handler does which order. */
import type { Order } from '#core/work/order.ts'
import type { TaskResult } from '#core/work/report.ts'
import { analyseOrder } from '../ingest/analyse-order.ts'
import { proxyOrder } from '../ingest/proxy-order.ts'
import { thumbnailOrder } from '../ingest/thumbnail-order.ts'
import { voiceOrder } from '../ingest/voice-order.ts'
import { renderOrder } from '../render/render-order.ts'
import type { TaskWork } from './task-work.ts'

/** Does any order to its end. */
export async function handleOrder(order: Order, work: TaskWork): Promise<TaskResult> {
  switch (order.kind) {
    case 'analyse':
      return await analyseOrder(order, work)
    case 'thumbnail':
      return await thumbnailOrder(order, work)
    case 'proxy':
      return await proxyOrder(order, work)
    case 'render':
      return await renderOrder(order, work)
    case 'voice':
      return await voiceOrder(order, work)
  }
}
