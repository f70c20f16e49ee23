import { A, type RouteSectionProps, useLocation, useNavigate } from '@solidjs/router'
import CircleUser from 'lucide-solid/icons/circle-user'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import Film from 'lucide-solid/icons/film'
import ListMusic from 'lucide-solid/icons/list-music'
import LogOut from 'lucide-solid/icons/log-out'
import Music from 'lucide-solid/icons/music'
import Radio from 'lucide-solid/icons/radio'
import Settings from 'lucide-solid/icons/settings'
import { createEffect, createMemo, ErrorBoundary, For, type JSX, lazy, on, Show, Suspense } from 'solid-js'
import { isInRoom, isPublic, redirectOf } from '../accounts/guard.ts'
import { currentAccount, loadSession, sessionState, sessionTrouble, signOut } from '../accounts/session.ts'
import { createHealthWatch, isOffline, partsDown } from '../ops/health.ts'
import { statusOf } from '../ops/status.ts'
import { focusNextTitle } from '../ui/focus.ts'
import { Menu } from '../ui/Menu.tsx'
import { OfflineBanner } from '../ui/OfflineBanner.tsx'
import { ErrorState, Skeleton } from '../ui/States.tsx'
import { StatusChip } from '../ui/StatusChip.tsx'
import { sayError, toastsWanted } from '../ui/toast.ts'
import { queuedFiles, queueProgress } from '../uploads/queue.ts'
import './shell.css'

const Toasts = lazy(async () => ({ default: (await import('../ui/Toasts.tsx')).Toasts }))
const UploadTray = lazy(async () => ({ default: (await import('../uploads/UploadTray.tsx')).UploadTray }))

type Place = {
  readonly href: string
  readonly name: string
  readonly icon: () => JSX.Element
  readonly under: readonly string[]
}

const songs: Place = {
  href: '/songs',
  name: 'Songs',
  icon: () => <Music aria-hidden="true" />,
  under: ['/songs'],
}
const make: Place = {
  href: '/make',
  name: 'Make',
  icon: () => <Clapperboard aria-hidden="true" />,
  under: ['/make'],
}
const videos: Place = {
  href: '/videos',
  name: 'Videos',
  icon: () => <Film aria-hidden="true" />,
  under: ['/videos'],
}
const rooms: Place = {
  href: '/rooms',
  name: 'Rooms',
  icon: () => <Radio aria-hidden="true" />,
  under: ['/rooms'],
}
const playlists: Place = {
  href: '/playlists',
  name: 'Playlists',
  icon: () => <ListMusic aria-hidden="true" />,
  under: ['/playlists', '/snapshots'],
}
const settings: Place = {
  href: '/settings',
  name: 'Settings',
  icon: () => <Settings aria-hidden="true" />,
  under: ['/settings'],
}

/** What is round every page: where one can go, how things stand, and the states no page should have to draw itself. */
export function Shell(props: RouteSectionProps) {
  const location = useLocation()
  const navigate = useNavigate()
  createHealthWatch()
  void loadSession()
  const redirect = () => redirectOf(location.pathname, location.search, sessionState())
  createEffect(() => {
    const to = redirect()
    if (to !== undefined) navigate(to, { replace: true })
  })
  // Once there, the tray stays, so that it can say that everything has arrived.
  const uploadsBegun = createMemo((before: boolean) => before || queuedFiles().length > 0, false)
  createEffect(on(() => location.pathname, focusNextTitle, { defer: true }))
  return (
    <>
      <a class="skip button primary" href="#main">
        Skip to the page
      </a>
      <Show when={!isInRoom(location.pathname)}>
        <OfflineBanner offline={isOffline()} />
        <Header />
      </Show>
      <main id="main" class="main" tabIndex={-1}>
        <Show
          when={
            sessionTrouble() !== undefined && sessionState() === 'unknown' && !isPublic(location.pathname)
          }
          fallback={
            <ErrorBoundary fallback={(error, reset) => <ErrorState error={error} onRetry={reset} />}>
              <Suspense fallback={<PageSkeleton />}>
                <Show
                  when={redirect() === undefined && location.pathname !== '/'}
                  fallback={<PageSkeleton />}
                >
                  {props.children}
                </Show>
              </Suspense>
            </ErrorBoundary>
          }
        >
          <ErrorState
            error={sessionTrouble()}
            onRetry={() => void loadSession()}
            elsewhere={{ href: '/rooms', words: 'Rooms kept on this device' }}
          />
        </Show>
      </main>
      <Show when={uploadsBegun()}>
        <Suspense>
          <UploadTray />
        </Suspense>
      </Show>
      <Show when={sessionState() === 'in' && !isInRoom(location.pathname)}>
        <nav class="tabs" aria-label="Sections">
          <Links places={[songs, make, videos, rooms, playlists]} icons />
        </nav>
      </Show>
      <Show when={toastsWanted()}>
        <Suspense>
          <Toasts />
        </Suspense>
      </Show>
    </>
  )
}

function Header() {
  const navigate = useNavigate()
  const status = () =>
    statusOf({
      offline: isOffline(),
      uploading: queuedFiles().filter((item) => item.status !== 'failed').length,
      uploadProgress: queueProgress(),
      failedUploads: queuedFiles().filter((item) => item.status === 'failed').length,
      partsDown: partsDown(),
    })
  const leave = async () => {
    try {
      await signOut()
    } catch (error) {
      await sayError(error)
    }
  }
  return (
    <header class="bar">
      <div class="bar-inner">
        <A href="/" class="brand">
          cuecraft
        </A>
        <Show when={sessionState() === 'in'}>
          <nav class="nav" aria-label="Main">
            <Links places={[songs, videos, rooms, playlists]} />
          </nav>
        </Show>
        <div class="bar-side">
          <Show when={sessionState() === 'in' || isOffline() || partsDown().length > 0}>
            <StatusChip tone={status().tone}>{status().words}</StatusChip>
          </Show>
          <Show when={currentAccount()}>
            {(account) => (
              <Menu
                label="Account"
                icon={() => <CircleUser aria-hidden="true" />}
                heading={account().email}
                items={[
                  {
                    kind: 'action',
                    name: 'Settings',
                    icon: settings.icon,
                    onSelect: () => navigate('/settings'),
                  },
                  { kind: 'line' },
                  {
                    kind: 'action',
                    name: 'Sign out',
                    icon: () => <LogOut aria-hidden="true" />,
                    onSelect: () => void leave(),
                  },
                ]}
              />
            )}
          </Show>
        </div>
      </div>
    </header>
  )
}

function Links(props: { readonly places: readonly Place[]; readonly icons?: boolean }) {
  const location = useLocation()
  const here = (place: Place) =>
    place.under.some((path) => location.pathname === path || location.pathname.startsWith(`${path}/`))
  return (
    <For each={props.places}>
      {(place) => (
        <A href={place.href} class={here(place) ? 'here' : ''} activeClass="" inactiveClass="">
          {props.icons === true ? place.icon() : undefined}
          {place.name}
        </A>
      )}
    </For>
  )
}

function PageSkeleton() {
  return (
    <div class="stack" aria-busy="true">
      <span class="unseen">Loading</span>
      <Skeleton height="44px" width="220px" />
      <Skeleton height="220px" round />
      <Skeleton height="96px" round />
    </div>
  )
}
