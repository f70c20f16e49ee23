/**
 * Spotify's own player in this browser (Web Playback SDK, developer.spotify.com/documentation/web-playback-sdk). Its script
 * comes from Spotify, as its terms ask, and only when somebody wants to hear music here.
 */

/** Where the player stands. */
export type WebPlayerState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly deviceId: string }
  | { readonly kind: 'failed'; readonly detail: string }

/** What the player needs: a token whenever Spotify asks for one, and somebody to tell. */
export type WebPlayerWorld = {
  readonly token: () => Promise<string>
  readonly tell: (state: WebPlayerState) => void
}

/** The part of Spotify's player that is used here. */
type SdkPlayer = {
  connect(): Promise<boolean>
  disconnect(): void
  activateElement?(): Promise<void>
  addListener(event: 'ready' | 'not_ready', listener: (device: { device_id: string }) => void): void
  addListener(event: SdkFailure, listener: (error: { message: string }) => void): void
}
type SdkFailure = 'initialization_error' | 'authentication_error' | 'account_error' | 'playback_error'
type Sdk = {
  readonly Player: new (options: {
    name: string
    volume: number
    getOAuthToken: (answer: (token: string) => void) => void
  }) => SdkPlayer
}
type SdkWindow = Window & { Spotify?: Sdk; onSpotifyWebPlaybackSDKReady?: () => void }

const scriptUrl = 'https://sdk.scdn.co/spotify-player.js'
const name = 'Cuecraft in this browser'
/** A script that has not come by then does not come. */
const patienceMs = 15_000

const failures: Readonly<Record<SdkFailure, string>> = {
  initialization_error: 'This browser cannot play protected music. Another one may.',
  authentication_error: 'Spotify did not take the sign-in. Connect again.',
  account_error: 'Spotify plays in a browser only for Premium accounts.',
  playback_error: 'Spotify could not play this here. Try the next one, or another device.',
}

let loading: Promise<Sdk> | undefined

/** Starts the player as a device of this account. Answers how to end it. To be called by a press: browsers ask for one. */
export function startWebPlayer({ token, tell }: WebPlayerWorld): () => void {
  let player: SdkPlayer | undefined
  let ended = false
  const fail = (detail: string) => ended || tell({ kind: 'failed', detail })
  const begin = async () => {
    tell({ kind: 'starting' })
    const sdk = await loadSdk()
    if (ended) return
    const getOAuthToken = (answer: (token: string) => void) =>
      void token().then(answer, () => fail(failures.authentication_error))
    player = new sdk.Player({ name, volume: 0.8, getOAuthToken })
    player.addListener('ready', ({ device_id }) => ended || tell({ kind: 'ready', deviceId: device_id }))
    player.addListener('not_ready', () => ended || tell({ kind: 'starting' }))
    for (const event of Object.keys(failures) as SdkFailure[]) {
      player.addListener(event, () => fail(failures[event]))
    }
    await player.activateElement?.()
    if (!(await player.connect())) fail('Spotify did not let this browser in as a device. Try again.')
  }
  begin().catch(() =>
    fail('The player could not be fetched from Spotify. Look at the connection, or at what blocks scripts.'),
  )
  return () => {
    ended = true
    player?.disconnect()
    tell({ kind: 'off' })
  }
}

/** Whether this page was opened in a way that lets Spotify's script in: the policy of a page is the one it was opened with. */
export function isOpenToSpotify(): boolean {
  const [opened] = performance.getEntriesByType('navigation')
  return opened !== undefined && new URL(opened.name).pathname === '/spotify'
}

function loadSdk(): Promise<Sdk> {
  loading ??= new Promise<Sdk>((resolve, reject) => {
    const scope: SdkWindow = window
    const script = document.createElement('script')
    const timer = setTimeout(() => reject(new Error('The script did not come.')), patienceMs)
    scope.onSpotifyWebPlaybackSDKReady = () => {
      clearTimeout(timer)
      if (scope.Spotify === undefined) reject(new Error('The script brought no player.'))
      else resolve(scope.Spotify)
    }
    script.onerror = () => reject(new Error('The script could not be fetched.'))
    script.src = scriptUrl
    document.head.append(script)
  }).catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}
