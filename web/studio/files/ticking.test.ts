import { expect, test } from 'vitest'
import { fakeAnalysis } from '#core/timeline/analysis.fake.ts'
import { planTimeline } from '#core/timeline/plan.ts'
import { namesOf, planWords } from './destination-words.ts'
import { filesOf, planOf, wishesOf } from './ticking.ts'

function videoOf(seconds: number) {
  const song = { beatsPerMinute: 120, beatsPerBar: 4, gridConfidence: 1, sectionBars: 10, hasDrop: false }
  const analysis = fakeAnalysis({ ...song, seconds })
  const plan = { analysis, songId: 's', media: [], aspect: '16:9', style: 'calm', seed: 1 } as const
  return { analysis, timeline: planTimeline(plan) }
}

test('destinations that want the same are one file, until a video is too long for one of them', () => {
  const ticks = new Map([
    ['tiktok', undefined],
    ['reels', undefined],
    ['youtube-1080p', undefined],
  ] as const)
  expect(filesOf(videoOf(60), ticks)).toEqual([['tiktok', 'reels'], ['youtube-1080p']])
  expect(filesOf(videoOf(240), ticks)).toEqual([['tiktok'], ['reels'], ['youtube-1080p']])
})

test('a stretch that was moved is ordered from where it was moved to', () => {
  expect(
    wishesOf(
      new Map([
        ['best-15', 70],
        ['canvas', undefined],
      ] as const),
    ),
  ).toEqual([{ destination: 'best-15', startFrame: 70 }, { destination: 'canvas' }])
})

test('a file is told by its size and length', () => {
  const video = videoOf(60)
  const canvas = planOf(video, 'canvas')
  expect(canvas.ok && planWords(canvas.value, 1800).join(' ')).toMatch(/^0:0[3-8] 1080 × 1920 loops, silent$/)
  const youtube = planOf(video, 'youtube-2160p')
  expect(youtube.ok && planWords(youtube.value, 1800)).toEqual(['1:00', '3840 × 2160'])
  expect(namesOf(['tiktok', 'reels', 'shorts'])).toBe('TikTok, Reels and Shorts')
})
