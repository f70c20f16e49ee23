/** What the render paints, before any encoder has seen it: for tests that tell the two apart. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { frameSize } from '#core/timeline/preset.ts'
import { type Segment, segmentsOf } from '#core/timeline/segments.ts'
import type { RenderOrder } from '#core/work/order.ts'
import { makeLettering } from './lettering.ts'
import { type PaintLane, startPaintLane } from './paint-lane.ts'
import { makePhotos } from './photos.ts'
import { frameBytes } from './picture.ts'
import { readyScene, type Surroundings } from './scene.ts'
import { makeSources } from './sources.ts'

/** Frames of an order, ascending, as they would be encoded: `yuv420p`, one behind the other. */
export async function paintOrder(order: RenderOrder, frames: readonly number[]): Promise<Buffer> {
  const { timeline, preset, music } = order
  const folder = await mkdtemp(join(tmpdir(), 'cuecraft-painted-'))
  const lane = startPaintLane()
  try {
    const { signal } = new AbortController()
    const frame = frameSize(preset, timeline.aspect)
    const sources = makeSources(order, folder, signal)
    const around = {
      ...{ frame, frameRate: timeline.frameRate, sources, signal },
      photos: makePhotos(sources, frame, signal),
      lettering: makeLettering(frame, timeline.aspect),
    }
    const painted: Buffer[] = []
    for (const segment of segmentsOf(timeline, music)) {
      const wanted = frames.map((at) => at - segment.startFrame)
      painted.push(...(await paintSegment(segment, wanted, lane, around)))
    }
    return Buffer.concat(painted)
  } finally {
    await lane.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Those frames of a segment that are wanted of it. Films are given frame after frame, so all before them are painted too. */
async function paintSegment(
  segment: Segment,
  wanted: readonly number[],
  lane: PaintLane,
  around: Surroundings,
): Promise<readonly Buffer[]> {
  const inside = wanted.filter((frame) => frame >= 0 && frame < segment.lengthFrames)
  if (inside.length === 0) return []
  const { scene, given } = await readyScene(segment, lane, around)
  const stage = await lane.open(scene)
  const memory = () => Buffer.from(stage.memory.buffer)
  const bytes = frameBytes(scene.widthPixels, scene.heightPixels)
  const painted: Buffer[] = []
  for (let frame = 0; frame <= Math.max(...inside); frame += 1) {
    for (const [i, films] of given.entries()) {
      const next = await films?.next()
      if (next?.done === false) memory().set(next.value, stage.given[i]?.[0])
    }
    await lane.paint(frame, 0)
    const [at] = stage.slots
    if (inside.includes(frame)) painted.push(Buffer.from(memory().subarray(at, at + bytes)))
  }
  await Promise.all(given.map((films) => films?.return()))
  return painted
}
