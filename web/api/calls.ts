/** Every call the pages make, one small function each, named by what it does. */
import type { InterchangeKind } from '#core/interchange/kinds.ts'
import type { ThumbnailSize } from '#core/media/thumbnails.ts'
import type { Snapshot } from '../../worker/snapshots/schema.ts'
import { apiRoot, makeIdempotencyKey, request, requestTagged } from './request.ts'
import type {
  Account,
  Analysis,
  ApiToken,
  Aspect,
  BroughtLyrics,
  FileOrder,
  Job,
  LoudnessMode,
  Lyrics,
  LyricsWays,
  Media,
  NewApiToken,
  OutboxMail,
  Page,
  Preset,
  Render,
  Scope,
  Song,
  Timeline,
  Upload,
  Video,
  VideoItem,
  VideoOrder,
  Waveform,
  WishedFile,
} from './shapes.ts'

/** Every item of a paged list, in the list's order. */
export async function everyPage<T>(path: string): Promise<readonly T[]> {
  const items: T[] = []
  let cursor: string | null = null
  do {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: Page<T> = await request<Page<T>>(`${path}?limit=100${after}`)
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return items
}

const one = (id: string) => encodeURIComponent(id)

/** Sends a sign-in link to an address. */
export const requestSignInLink = (email: string) =>
  request<{ sent: true }>('/auth/email', { method: 'POST', json: { email } })
/** Trades the token of a sign-in link for a session. */
export const verifySignIn = (token: string) =>
  request<{ account: Account }>('/auth/email/verify', { method: 'POST', json: { token } })
/** Ends this browser's session. */
export const endSession = () => request<void>('/auth/sign-out', { method: 'POST', json: {} })
/** Who is signed in. */
export const getAccount = () => request<Account>('/me')
/** The mails a local stack kept, newest last. 404 where mail is really sent. */
export const listOutbox = () => request<{ items: readonly OutboxMail[] }>('/outbox')

/** This account's API tokens. */
export const listTokens = async () => (await request<{ items: readonly ApiToken[] }>('/tokens')).items
/** Makes an API token; its secret is only in this answer. */
export const createToken = (name: string, scopes: readonly Scope[]) =>
  request<NewApiToken>('/tokens', {
    method: 'POST',
    json: { name, scopes },
    idempotencyKey: makeIdempotencyKey(),
  })
/** Takes a token back at once. */
export const revokeToken = (id: string) => request<void>(`/tokens/${one(id)}`, { method: 'DELETE' })

/** This account's songs, newest first. */
export const listSongs = () => everyPage<Song>('/songs')
/** One song. */
export const getSong = (id: string) => request<Song>(`/songs/${one(id)}`)
/** Gives a song another title. */
export const renameSong = (id: string, title: string) =>
  request<Song>(`/songs/${one(id)}`, { method: 'PATCH', json: { title } })
/** Deletes a song. */
export const deleteSong = (id: string) => request<void>(`/songs/${one(id)}`, { method: 'DELETE' })
/** What the analysis found in a song; 409 while it is under way. */
export const getAnalysis = (id: string) => request<Analysis>(`/songs/${one(id)}/analysis`)
/** The peaks of a song. */
export const getWaveform = (id: string) => request<Waveform>(`/songs/${one(id)}/waveform`)
/** Where a song can be heard. */
export const songFileUrl = (id: string) => `${apiRoot}/songs/${one(id)}/file`

/** The words of a song with the entity tag that names this version. */
export const getLyrics = (songId: string) => requestTagged<Lyrics>(`/songs/${one(songId)}/lyrics`)
/** Puts words in the place of the version that `etag` names; 412 when it is not the present one. */
export const putLyrics = (songId: string, lyrics: Lyrics, etag: string) =>
  requestTagged<Lyrics>(`/songs/${one(songId)}/lyrics`, { method: 'PUT', json: lyrics, ifMatch: etag })
/** Makes a file, or text, the words of a song, in the place of the version that `etag` names. */
export const importLyrics = (songId: string, file: Blob | string, etag: string) =>
  requestTagged<BroughtLyrics>(`/songs/${one(songId)}/lyrics/import`, {
    method: 'POST',
    ifMatch: etag,
    ...(typeof file === 'string' ? { json: { text: file } } : { body: file }),
  })
/** Asks LRCLIB for the words of a song; 404 when it has none. */
export const fetchLyrics = (songId: string, query: { title?: string; artist?: string }, etag: string) =>
  requestTagged<BroughtLyrics>(`/songs/${one(songId)}/lyrics/fetch`, {
    method: 'POST',
    json: query,
    ifMatch: etag,
  })
/** Lets a model listen to a song. */
export const transcribeSong = (songId: string) =>
  request<{ jobId: string }>(`/songs/${one(songId)}/lyrics/transcribe`, { method: 'POST', json: {} })
/** How words can be had here, and who listens to the song now. */
export const getLyricsWays = (songId: string) => request<LyricsWays>(`/songs/${one(songId)}/lyrics/ways`)
/** Where the words of a song can be saved from as a file. */
export const lyricsFileUrl = (songId: string, end: 'lrc' | 'lrc?words=true' | 'srt' | 'vtt') =>
  `${apiRoot}/songs/${one(songId)}/lyrics.${end}`

/** This account's photos and clips, newest first. */
export const listMedia = () => everyPage<Media>('/media')
/** One photo or clip. */
export const getMedia = (id: string) => request<Media>(`/media/${one(id)}`)
/** Deletes a photo or clip; 409 while a video is made with it. */
export const deleteMedia = (id: string) => request<void>(`/media/${one(id)}`, { method: 'DELETE' })
/** Where a small picture of a photo or clip lies: long side 320, 960 or 1920 pixels. */
export const thumbnailUrl = (id: string, size: ThumbnailSize) =>
  `${apiRoot}/media/${one(id)}/thumbnails/${size}`
/** Where the proxy of a clip lies, the small copy that plays while a video is edited; 409 until it is made. */
export const clipProxyUrl = (id: string) => `${apiRoot}/media/${one(id)}/proxy`
/** Where a photo or clip is, as it was brought. */
export const mediaFileUrl = (id: string) => `${apiRoot}/media/${one(id)}/file`

/** Every snapshot of this account, of whatever it was taken, newest first. */
export const listSnapshots = () => everyPage<Snapshot>('/snapshots')

/** Starts a resumable upload. */
export const startUpload = (order: { kind: 'song' | 'media'; fileName: string; bytes: number }) =>
  request<Upload>('/uploads', { method: 'POST', json: order, idempotencyKey: makeIdempotencyKey() })
/** What of an upload has arrived. */
export const getUpload = (id: string) => request<Upload>(`/uploads/${one(id)}`)
/** Makes a song, a photo or a clip of an upload whose parts are all there. */
export const completeUpload = (id: string) =>
  request<{ kind: 'song'; song: Song } | { kind: 'media'; media: Media }>(`/uploads/${one(id)}/complete`, {
    method: 'POST',
    json: {},
  })
/** Gives an upload up and frees what arrived. */
export const abandonUpload = (id: string) => request<void>(`/uploads/${one(id)}`, { method: 'DELETE' })

/** One job. */
export const getJob = (id: string) => request<Job>(`/jobs/${one(id)}`)
/** Asks a job to stop. */
export const cancelJob = (id: string) => request<Job>(`/jobs/${one(id)}/cancel`, { method: 'POST', json: {} })
/** Where a job tells its progress as it happens. */
export const jobEventsUrl = (id: string) => `${apiRoot}/jobs/${one(id)}/events`

/** This account's videos, newest first, without their timelines. */
export const listVideos = () => everyPage<VideoItem>('/videos')
/** One video with its timeline. */
export const getVideo = (id: string) => request<Video>(`/videos/${one(id)}`)
/** Plans a video. The same key sent twice makes one video. */
export const createVideo = (order: VideoOrder, idempotencyKey: string) =>
  request<Video>('/videos', { method: 'POST', json: order, idempotencyKey })
/** Gives a video another title. */
export const renameVideo = (id: string, title: string) =>
  request<VideoItem>(`/videos/${one(id)}`, { method: 'PATCH', json: { title } })
/** Deletes a video and its files. */
export const deleteVideo = (id: string) => request<void>(`/videos/${one(id)}`, { method: 'DELETE' })
/** A video's timeline with the entity tag that names this version. */
export const getTimeline = (videoId: string) => requestTagged<Timeline>(`/videos/${one(videoId)}/timeline`)
/** Puts an edited timeline in the place of the version that `etag` names; 412 when it is not the present one. */
export const putTimeline = (videoId: string, timeline: Timeline, etag: string) =>
  requestTagged<Timeline>(`/videos/${one(videoId)}/timeline`, {
    method: 'PUT',
    json: timeline,
    ifMatch: etag,
  })
/** Every rendering of a video. */
export const listRenders = (videoId: string) => everyPage<Render>(`/videos/${one(videoId)}/renders`)
/** Starts a rendering, in the timeline's own format or in another one. */
export const startRender = (
  videoId: string,
  order: { preset: Preset; loudness: LoudnessMode; aspect?: Aspect },
) =>
  request<Render>(`/videos/${one(videoId)}/renders`, {
    method: 'POST',
    json: order,
    idempotencyKey: makeIdempotencyKey(),
  })

/** Asks for several files of a video, each for a destination. */
export const placeOrder = (videoId: string, files: readonly WishedFile[], idempotencyKey: string) =>
  request<FileOrder>(`/videos/${one(videoId)}/orders`, { method: 'POST', json: { files }, idempotencyKey })
/** The newest order of a video, if there is one. */
export const newestOrder = async (videoId: string) =>
  (await request<Page<FileOrder>>(`/videos/${one(videoId)}/orders?limit=1`)).items[0]
/** How an order stands. */
export const getOrder = ({ videoId, id }: FileOrder) =>
  request<FileOrder>(`/videos/${one(videoId)}/orders/${one(id)}`)
/** Ends all of an order that is still under way. */
export const cancelOrder = ({ videoId, id }: FileOrder) =>
  request<FileOrder>(`/videos/${one(videoId)}/orders/${one(id)}/cancel`, { method: 'POST', json: {} })
/** Where a video's cuts can be saved from, for programs that editors use. */
export const cutsUrl = (videoId: string, ending: InterchangeKind) =>
  `${apiRoot}/videos/${one(videoId)}/timeline.${ending}`

const renderUrl = (render: Pick<Render, 'id' | 'videoId'>) =>
  `${apiRoot}/videos/${one(render.videoId)}/renders/${one(render.id)}`
/** Where a rendered file can be watched. */
export const renderFileUrl = (render: Pick<Render, 'id' | 'videoId'>) => `${renderUrl(render)}/file`
/** Where a rendered file can be saved from. */
export const renderDownloadUrl = (render: Pick<Render, 'id' | 'videoId'>) =>
  `${renderUrl(render)}/file?download=1`
/** The still picture of a rendered file. */
export const renderPosterUrl = (render: Pick<Render, 'id' | 'videoId'>) => `${renderUrl(render)}/poster`
