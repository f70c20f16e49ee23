import { expect, test } from 'vitest'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { planVideo } from '../testing/material.ts'

useFakeComposer()

const endings = ['otio', 'fcpxml', 'edl', 'audio.edl'] as const

test("a video's cuts can be saved for every editor, named like the video, with the files they show", async () => {
  const [ada] = await signIn('ada')
  const { id } = await planVideo(ada)
  await ada.patch(`/videos/${id}`, { title: 'Nächte & Tage' })
  for (const ending of endings) {
    const answer = await ada.get(`/videos/${id}/timeline.${ending}`)
    expect([ending, answer.status]).toEqual([ending, 200])
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="N_chte _ Tage.${ending}"; filename*=UTF-8''N%C3%A4chte%20%26%20Tage.${ending}`,
    )
    expect(answer.text).toContain(ending === 'audio.edl' ? 'night drive' : 'beach')
  }
})

test('a video without pictures has cuts, too', async () => {
  const [ada] = await signIn('ada')
  const { songId } = await planVideo(ada)
  const plan = { songId, aspect: '1:1', style: 'calm' }
  const { id } = (await ada.post('/videos', plan)).json as { id: string }
  expect((await ada.get(`/videos/${id}/timeline.edl`)).text).toContain('BL ')
  expect((await ada.get(`/videos/${id}/timeline.fcpxml`)).text).toContain('<gap ')
  expect((await ada.get(`/videos/${id}/timeline.otio`)).text).toContain('GeneratorReference.1')
})

test("another person's cuts are not there", async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const { id } = await planVideo(ada)
  const answers = await Promise.all(endings.map((ending) => bo.get(`/videos/${id}/timeline.${ending}`)))
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
})
