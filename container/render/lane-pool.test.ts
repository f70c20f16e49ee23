import { expect, test } from 'vitest'
import { returnLane, takeLane } from './lane-pool.ts'

const dot = () => ({ rgb: new Uint8Array(12).fill(90), widthPixels: 2, heightPixels: 2 })

test('a painting thread that was given back paints for the next render', async () => {
  const lane = takeLane()
  await lane.convert(dot())
  await returnLane(lane)
  const next = takeLane()
  expect(next).toBe(lane)
  expect(await next.convert(dot())).toMatchObject({ widthPixels: 2, heightPixels: 2 })
  await next.close()
})

test('two renders at once never share a painting thread', async () => {
  await returnLane(takeLane())
  const [one, other] = [takeLane(), takeLane()]
  expect(one).not.toBe(other)
  await Promise.all([one.close(), other.close()])
})

test('a painting thread that ended while it rested is not handed out again', async () => {
  const lane = takeLane()
  await returnLane(lane)
  await lane.close()
  const next = takeLane()
  expect(await next.convert(dot())).toMatchObject({ widthPixels: 2 })
  await next.close()
})
