/** The state of making a video: what was chosen, what is still on its way, and the moment everything is there. */
import { useNavigate } from '@solidjs/router'
import { type Accessor, createEffect, createMemo, createResource, createSignal, on } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { VisualLook } from '#core/timeline/timeline.ts'
import { createVideo, deleteMedia, startRender } from '../api/calls.ts'
import { makeIdempotencyKey } from '../api/request.ts'
import type { Aspect, Preset, Style, VideoOrder } from '../api/shapes.ts'
import { createLibrary } from '../media/library.ts'
import { getSongDocuments } from '../songs/documents.ts'
import { createSong } from '../songs/song.ts'
import { say, sayError } from '../ui/toast.ts'
import { counted } from '../ui/words.ts'
import { kindOfFile } from '../uploads/plan.ts'
import { bring, queuedFiles, queueProgress } from '../uploads/queue.ts'
import { isReady, type Step, stepsOf } from './readiness.ts'
import { type Length, secondsOfLength, snappedStart, strongestStart } from './stretch.ts'

/** What a person chooses apart from the song and the pictures. */
export type Wishes = {
  aspect: Aspect
  style: Style
  length: Length
  preset: Preset
  title: string
  /** How the picture is drawn where none is chosen. */
  look: VisualLook | 'song'
}

/** Starts empty; `onSong` is called when a song that was dropped here has arrived. */
export function createMaking(songId: Accessor<string | undefined>, onSong: (songId: string) => void) {
  const song = createSong(songId)
  const library = createLibrary()
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  const [wishes, setWishes] = createStore<Wishes>({
    aspect: '16:9',
    style: 'balanced',
    length: 'whole',
    preset: '720p30',
    title: '',
    look: 'song',
  })
  const stretch = createStretch(song, () => wishes.length)
  const coming = () => queuedFiles().filter((item) => item.status !== 'failed')
  const steps = createMemo(() => {
    const job = song.analysing.job()
    return stepsOf({
      uploading: coming().length,
      uploadProgress: queueProgress(),
      song: song.value(),
      analysis: job === undefined ? undefined : { progress: job.progress, stage: job.stage },
      media: (library.value() ?? []).filter((media) => chosen().has(media.id)),
    })
  })

  const order = () => orderOf({ songId: song.value()?.id ?? '', mediaIds: [...chosen()] }, wishes, stretch)
  const planning = createPlanning(steps, order, () => wishes.preset)
  const choose = (mediaId: string) => setChosen((before) => new Set([...before, mediaId]))
  return {
    song,
    library,
    chosen,
    setChosen,
    wishes,
    setWishes,
    stretch,
    steps,
    planning,
    hasSong: () => songId() !== undefined || coming().some((item) => item.kind === 'song'),
    remove: async (mediaId: string) => {
      await deleteMedia(mediaId)
      setChosen((before) => new Set([...before].filter((id) => id !== mediaId)))
      library.put((all) => all?.filter((media) => media.id !== mediaId))
    },
    take: (files: readonly File[]) => takeFiles(files, onSong, choose),
    toggle: (mediaId: string) =>
      setChosen((before) => {
        const after = new Set(before)
        if (!after.delete(mediaId)) after.add(mediaId)
        return after
      }),
  }
}

/** What is asked of the API: only what was chosen, so that the rest is planned. */
function orderOf(
  material: Pick<VideoOrder, 'songId' | 'mediaIds'>,
  { aspect, style, length, title, look }: Wishes,
  stretch: ReturnType<typeof createStretch>,
): VideoOrder {
  return {
    ...material,
    aspect,
    style,
    ...(look === 'song' || material.mediaIds.length > 0 ? {} : { look }),
    ...(title.trim() === '' ? {} : { title: title.trim() }),
    ...(length === 'whole'
      ? {}
      : { range: { startSeconds: stretch.startSeconds(), durationSeconds: stretch.lengthSeconds() } }),
  }
}

/** From pressing the button to the video: waits until every step is done, plans, starts the rendering and goes there. */
function createPlanning(steps: Accessor<readonly Step[]>, order: () => VideoOrder, preset: () => Preset) {
  const navigate = useNavigate()
  // The wish is the key of its own create: pressed once, one video, however often it is sent.
  const [wanted, setWanted] = createSignal<string>()
  const [planning, setPlanning] = createSignal(false)
  const plan = async (key: string) => {
    setPlanning(true)
    try {
      const video = await createVideo(order(), key)
      await startRender(video.id, { preset: preset(), loudness: 'normalised' })
      navigate(`/videos/${video.id}`)
    } catch (error) {
      setWanted(undefined)
      setPlanning(false)
      await sayError(error)
    }
  }
  createEffect(() => {
    const key = wanted()
    if (key !== undefined && !planning() && isReady(steps())) void plan(key)
  })
  return {
    isWanted: () => wanted() !== undefined,
    isUnderWay: planning,
    begin: () => setWanted(makeIdempotencyKey()),
    stop: () => setWanted(undefined),
  }
}

/** The stretch of the song that is used. A new length or song starts at its strongest; a dragged start stays until then. */
function createStretch(song: ReturnType<typeof createSong>, length: Accessor<Length>) {
  const [startSeconds, setStartSeconds] = createSignal(0)
  const [documents] = createResource(
    () => song.value()?.status === 'ready' && song.value()?.id,
    (id) => getSongDocuments(id),
  )
  const analysis = () => (documents.state === 'ready' ? documents.latest?.analysis : undefined)
  const lengthSeconds = createMemo(() => secondsOfLength(length(), (song.value()?.durationMs ?? 0) / 1000))
  createEffect(
    on([analysis, lengthSeconds], ([found, seconds]) => {
      setStartSeconds(found === undefined || length() === 'whole' ? 0 : strongestStart(found, seconds))
    }),
  )
  return {
    startSeconds,
    lengthSeconds,
    moveTo: (seconds: number) => {
      const found = analysis()
      if (found !== undefined) setStartSeconds(snappedStart(found, seconds, lengthSeconds()))
    },
  }
}

function takeFiles(
  files: readonly File[],
  onSong: (songId: string) => void,
  onMedia: (mediaId: string) => void,
): void {
  let others = 0
  for (const file of files) {
    const kind = kindOfFile(file)
    if (kind === undefined) others += 1
    else {
      bring(file, kind, (arrival) =>
        arrival.kind === 'song' ? onSong(arrival.song.id) : onMedia(arrival.media.id),
      )
    }
  }
  if (others === 0) return
  void say({
    tone: 'bad',
    title: `${counted(others, 'file')} left out`,
    text: 'Bring songs, photos and clips here.',
  })
}
