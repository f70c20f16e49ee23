/** Which address shows which page. Every page is its own file, fetched when somebody goes there. */
import type { RouteDefinition } from '@solidjs/router'
import { lazy } from 'solid-js'

const SignIn = lazy(async () => ({ default: (await import('./accounts/SignIn.tsx')).SignIn }))
const Verify = lazy(async () => ({ default: (await import('./accounts/Verify.tsx')).Verify }))
const Settings = lazy(async () => ({ default: (await import('./accounts/Settings.tsx')).Settings }))
const Songs = lazy(async () => ({ default: (await import('./songs/Songs.tsx')).Songs }))
const SongPage = lazy(async () => {
  const [{ SongPage: Page }, { VideosOfSong }] = await Promise.all([
    import('./songs/SongPage.tsx'),
    import('./studio/VideosOfSong.tsx'),
  ])
  // The studio knows songs, songs do not know the studio: they meet here.
  return { default: () => <Page below={(song) => <VideosOfSong songId={song.id} />} /> }
})
const LyricsPage = lazy(async () => ({ default: (await import('./lyrics/LyricsPage.tsx')).LyricsPage }))
const Make = lazy(async () => ({ default: (await import('./studio/Make.tsx')).Make }))
const Videos = lazy(async () => ({ default: (await import('./studio/Videos.tsx')).Videos }))
const VideoPage = lazy(async () => ({ default: (await import('./studio/VideoPage.tsx')).VideoPage }))
const EditorPage = lazy(async () => ({
  default: (await import('./studio/editor/EditorPage.tsx')).EditorPage,
}))
const StoryboardPage = lazy(async () => ({
  default: (await import('./storyboard/StoryboardPage.tsx')).StoryboardPage,
}))
const Rooms = lazy(async () => ({ default: (await import('./rooms/Rooms.tsx')).Rooms }))
const RoomPage = lazy(async () => ({ default: (await import('./rooms/RoomPage.tsx')).RoomPage }))
const TvPage = lazy(async () => ({ default: (await import('./rooms/TvPage.tsx')).TvPage }))
const SpotifyPage = lazy(async () => ({ default: (await import('./spotify/SpotifyPage.tsx')).SpotifyPage }))
const Playlists = lazy(async () => ({ default: (await import('./playlists/Playlists.tsx')).Playlists }))
const PlaylistPage = lazy(async () => {
  const [{ PlaylistPage: Page }, { PlaylistActions }] = await Promise.all([
    import('./playlists/PlaylistPage.tsx'),
    import('./snapshots/PlaylistActions.tsx'),
  ])
  // Snapshots know playlists, playlists do not know snapshots: they meet here.
  return { default: () => <Page actions={(playlist) => <PlaylistActions playlist={playlist} />} /> }
})
const Snapshots = lazy(async () => ({ default: (await import('./snapshots/Snapshots.tsx')).Snapshots }))
const ComparePage = lazy(async () => ({ default: (await import('./snapshots/ComparePage.tsx')).ComparePage }))
const Gallery = lazy(async () => ({ default: (await import('./gallery/Gallery.tsx')).Gallery }))
const NotFound = lazy(async () => ({ default: (await import('./shell/NotFound.tsx')).NotFound }))

/** The gallery of components is for whoever builds Cuecraft: it is there only where Cuecraft runs on one's own machine. */
const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname)

/** The route table. */
export const routes: RouteDefinition[] = [
  { path: '/', component: () => undefined },
  { path: '/sign-in', component: SignIn },
  { path: '/sign-in/verify', component: Verify },
  { path: '/settings', component: Settings },
  { path: '/songs', component: Songs },
  { path: '/songs/:songId', component: SongPage },
  { path: '/songs/:songId/lyrics', component: LyricsPage },
  { path: '/make', component: Make },
  { path: '/videos', component: Videos },
  { path: '/videos/:videoId', component: VideoPage },
  { path: '/videos/:videoId/edit', component: EditorPage },
  { path: '/videos/:videoId/storyboard', component: StoryboardPage },
  { path: '/rooms', component: Rooms },
  { path: '/rooms/:code', component: RoomPage },
  { path: '/rooms/:code/tv', component: TvPage },
  { path: '/spotify', component: SpotifyPage },
  { path: '/playlists', component: Playlists },
  { path: '/playlists/:playlistId', component: PlaylistPage },
  { path: '/snapshots', component: Snapshots },
  { path: '/snapshots/:snapshotId/compare/:otherId', component: ComparePage },
  ...(isLocal ? [{ path: '/ui', component: Gallery }] : []),
  { path: '*', component: NotFound },
]
