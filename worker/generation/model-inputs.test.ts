import { describe, expect, test } from 'vitest'
import { ModelId } from './model-id.ts'
import { inputOf } from './model-inputs.ts'
import { modelFacts, needsPicture } from './models.ts'

const asked = ModelId.options.filter((id) => id !== 'looks')
const wish = { prompt: 'A river', seed: 5, aspect: '9:16', pictureUrl: undefined } as const
const pictureUrl = 'https://example.com/api/v1/objects/acc/media/med/large.webp?signature=x'

describe.each(asked)('%s', (modelId) => {
  test('is sent the wish, and the seed where it takes one', () => {
    const input = inputOf(modelId, { ...wish, pictureUrl })
    expect(input).toMatchObject({ prompt: 'A river' })
    expect('seed' in input).toBe(modelFacts[modelId].takesSeed)
    expect(Object.values(input).includes(pictureUrl)).toBe(needsPicture(modelId))
  })

  test('is never sent a file inside the request', () => {
    const inline = { ...wish, pictureUrl: 'data:image/png;base64,AAAA' }
    if (needsPicture(modelId)) expect(() => inputOf(modelId, inline)).toThrow()
    else expect(JSON.stringify(inputOf(modelId, inline))).not.toContain('data:')
  })

  test('lasts as long as the table says', () => {
    const { num_frames, frames_per_second, duration } = inputOf(modelId, { ...wish, pictureUrl })
    const seconds =
      duration ?? (num_frames === undefined ? null : Number(num_frames) / Number(frames_per_second))
    expect(seconds).toBe(modelFacts[modelId].seconds)
  })
})

test('an upright video asks for upright pictures', () => {
  expect(inputOf('wan-2.2-t2v-fast', wish)).toMatchObject({ aspect_ratio: '9:16' })
  expect(inputOf('flux-schnell', wish)).toMatchObject({ aspect_ratio: '9:16' })
})
