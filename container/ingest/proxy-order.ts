/** Makes the proxy of a clip: fetched, encoded small and on the grid of the render, stored. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import type { ClipProxy } from '#core/media/clip-proxy.ts'
import { mediaLimits } from '#core/media/limits.ts'
import type { ProxyOrder } from '#core/work/order.ts'
import type { TaskWork } from '../server/task-work.ts'
import { download, uploadFile } from '../server/transfer.ts'
import { encodeProxy } from './encode-proxy.ts'

/** Nearly all the time goes into encoding; the rest is told as what remains. */
const encodingShare = 0.97

/** Does the order. */
export async function proxyOrder(
  order: z.output<typeof ProxyOrder>,
  work: TaskWork,
): Promise<{ kind: 'proxy'; proxy: ClipProxy }> {
  const { signal, folder } = work
  const [path, madePath] = [join(folder, 'source'), join(folder, 'proxy.mp4')]
  work.report({ stage: 'fetching the clip' })
  await download(order.media.url, path, { signal, mostBytes: mediaLimits.uploadBytes })
  const file = { path, format: order.media.format, signal }
  work.report({ stage: 'making the small copy' })
  const made = await encodeProxy(file, madePath, (share) => work.report({ progress: share * encodingShare }))
  work.report({ progress: encodingShare, stage: 'storing the small copy' })
  await uploadFile(order.putUrl, madePath, { contentType: 'video/mp4', signal })
  return { kind: 'proxy', proxy: { ...made, bytes: (await stat(madePath)).size } }
}
