import { describe, expect, test } from 'vitest'
import { plainCaptionStyle } from '#core/timeline/captions.ts'
import type { CaptionLine, Timeline, Title } from '#core/timeline/timeline.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { bringPhoto, planVideo } from '../testing/material.ts'
import { withOneShotMoved } from './timelines.fake.ts'

useFakeComposer()

describe('an edit', () => {
  test('takes the place of the version it names, and an older one is refused', async () => {
    const [ada] = await signIn('ada')
    const { id, timeline } = await planVideo(ada)
    const tag = (await ada.get(`/videos/${id}/timeline`)).headers.get('etag') ?? ''
    const edited = withOneShotMoved(timeline)
    const put = await ada.put(`/videos/${id}/timeline`, edited, { 'if-match': tag })
    expect(put.status).toBe(200)
    expect(put.headers.get('etag')).not.toBe(tag)
    expect((await ada.get(`/videos/${id}/timeline`)).json).toEqual(edited)
    expect((await ada.put(`/videos/${id}/timeline`, timeline, { 'if-match': tag })).status).toBe(412)
    const sentAgain = await ada.put(`/videos/${id}/timeline`, edited, { 'if-match': tag })
    expect([sentAgain.status, sentAgain.headers.get('etag')]).toEqual([200, put.headers.get('etag')])
    expect((await ada.put(`/videos/${id}/timeline`, timeline)).status).toBe(428)
    const undone = { 'if-match': put.headers.get('etag') ?? '' }
    expect((await ada.put(`/videos/${id}/timeline`, timeline, undone)).headers.get('etag')).toBe(tag)
  })

  test('that is sent as a form is told to come as JSON', async () => {
    const [ada] = await signIn('ada')
    const { id, timeline } = await planVideo(ada)
    const form = new FormData()
    form.set('timeline', JSON.stringify(timeline))
    const answer = await ada.raw(`/videos/${id}/timeline`, { method: 'PUT', body: form })
    expect(answer.status).toBe(415)
  })

  test('names its version by one tag, also when a proxy between marked that as weak', async () => {
    const [ada] = await signIn('ada')
    const { id, timeline } = await planVideo(ada)
    const path = `/videos/${id}/timeline`
    const tag = (await ada.get(path)).headers.get('etag') ?? ''
    const put = (named: string) => ada.put(path, withOneShotMoved(timeline), { 'if-match': named })
    for (const named of ['*', `"other", ${tag}`, tag.replaceAll('"', ''), `w/${tag}`])
      expect([named, (await put(named)).status]).toEqual([named, 428])
    expect((await put(`W/${tag}`)).status).toBe(200)
    const edited = (await ada.get(path)).headers.get('etag') ?? ''
    for (const known of [`W/${edited}`, `"other", ${edited}`, '*'])
      expect((await ada.get(path, { 'if-none-match': known })).status).toBe(304)
    expect((await ada.get(path, { 'if-none-match': tag })).status).toBe(200)
  })

  test('that leaves a gap, names a stranger photo or outlasts the song is refused with its reason', async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const { id, timeline } = await planVideo(ada)
    const his = await bringPhoto(bo)
    const headers = { 'if-match': (await ada.get(`/videos/${id}/timeline`)).headers.get('etag') ?? '' }
    const put = (changed: object) => ada.put(`/videos/${id}/timeline`, { ...timeline, ...changed }, headers)
    expect((await put({ lengthFrames: 599 })).problem?.detail).toContain('599')
    expect((await put({ songStartSeconds: 10 })).problem?.detail).toContain('The song has no')
    const clips = timeline.clips.map((clip) => ({ ...clip, shot: { ...clip.shot, mediaId: his.id } }))
    expect((await put({ clips })).status).toBe(404)
    expect((await put({ clips: [] })).status).toBe(400)
  })

  test('with numbers that no timeline has is refused by the name of the field, and changes nothing', async () => {
    const [ada] = await signIn('ada')
    const { id, timeline } = await planVideo(ada)
    const tag = (await ada.get(`/videos/${id}/timeline`)).headers.get('etag') ?? ''
    const put = (changed: object) =>
      ada.put(`/videos/${id}/timeline`, { ...timeline, ...changed }, { 'if-match': tag })
    const [first, ...others] = timeline.clips
    const withFirst = (changed: object) => put({ clips: [{ ...first, ...changed }, ...others] })
    // JSON has no NaN and no infinity: they arrive as null.
    expect((await withFirst({ lengthFrames: Number.NaN })).problem?.detail).toContain('clips.0.lengthFrames')
    expect((await withFirst({ startFrame: -1 })).problem?.detail).toContain('clips.0.startFrame')
    expect((await withFirst({ lengthFrames: 1.5 })).problem?.detail).toContain('clips.0.lengthFrames')
    expect((await put({ songStartSeconds: Number.POSITIVE_INFINITY })).problem?.detail).toContain(
      'songStartSeconds',
    )
    const effect = { kind: 'zoom', drivenBy: 'beats', amount: 2 }
    expect((await withFirst({ effects: [effect] })).problem?.detail).toContain('clips.0.effects.0.amount')
    expect((await put({ clips: [first, first, ...others] })).problem?.detail).toContain('Clip 1 starts')
    expect((await ada.get(`/videos/${id}/timeline`)).headers.get('etag')).toBe(tag)
  })

  test('with words that no screen or file of subtitles can show is refused by the name of the field', async () => {
    const [ada] = await signIn('ada')
    const { id, timeline } = await planVideo(ada)
    const tag = (await ada.get(`/videos/${id}/timeline`)).headers.get('etag') ?? ''
    const put = async (change: Partial<Timeline>) => {
      const answer = await ada.put(`/videos/${id}/timeline`, { ...timeline, ...change }, { 'if-match': tag })
      return [answer.status, answer.problem?.detail]
    }
    const line = { startFrame: 0, lengthFrames: 30, text: 'Hold on', words: [] }
    const captions = (change: Partial<CaptionLine>) => ({
      captions: { style: plainCaptionStyle, lines: [{ ...line, ...change }] },
    })
    const title: Title = {
      startFrame: 0,
      lengthFrames: 30,
      text: 'Night\u0000drive',
      place: 'top',
      size: 0.1,
      font: 'inter',
      colour: '#ffffff',
      backing: 'none',
      animation: 'none',
    }
    expect(await put({ titles: [title] })).toEqual([400, expect.stringContaining('"titles.0.text"')])
    for (const text of ['Hold\u0000on', '\ud83c', 'Hold\n\non'])
      expect(await put(captions({ text }))).toEqual([400, expect.stringContaining('"captions.lines.0.text"')])
    const words = [{ text: 'off', startFrame: 0, lengthFrames: 9 }]
    expect(await put(captions({ words }))).toEqual([
      400,
      expect.stringContaining('"captions.lines.0.words.0.text"'),
    ])
    expect((await put(captions({})))[0]).toBe(200)
  })

  test('of more clips than a video has is refused, and one that is larger than any is not even read', async () => {
    const [ada] = await signIn('ada')
    const { id, timeline } = await planVideo(ada)
    const headers = { 'if-match': (await ada.get(`/videos/${id}/timeline`)).headers.get('etag') ?? '' }
    const clip = {
      startFrame: 0,
      lengthFrames: 1,
      because: '',
      shot: { kind: 'visual', look: 'silk', seed: 1, hueDegrees: 1, phaseFrames: 0 },
    }
    const put = (clips: number) =>
      ada.put(
        `/videos/${id}/timeline`,
        { ...timeline, clips: Array.from({ length: clips }, () => clip) },
        headers,
      )
    const tooMany = await put(5001)
    expect([tooMany.status, tooMany.problem?.detail]).toEqual([400, expect.stringContaining('clips')])
    expect((await put(100_000)).status).toBe(413)
  })
})

test('edits without an end are slowed, with the time to wait', async () => {
  const [ada] = await signIn('ada')
  const edit = () => ada.put('/videos/vid_absent/timeline', {})
  let answers = await Promise.all(Array.from({ length: 120 }, edit))
  expect(answers.map(({ status }) => status)).not.toContain(429)
  for (let round = 0; round < 50 && !answers.some(({ status }) => status === 429); round += 1)
    answers = await Promise.all(Array.from({ length: 20 }, edit))
  const slowed = answers.find(({ status }) => status === 429)
  expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0)
})
