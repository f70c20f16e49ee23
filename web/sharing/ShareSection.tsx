import Globe from 'lucide-solid/icons/globe'
import Link from 'lucide-solid/icons/link'
import LockKeyhole from 'lucide-solid/icons/lock-keyhole'
import Share2 from 'lucide-solid/icons/share-2'
import Unlink from 'lucide-solid/icons/unlink'
import { createEffect, createSignal, For, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { createLoaded } from '../api/loaded.ts'
import type { Render, VideoItem } from '../api/shapes.ts'
import { Button } from '../ui/Button.tsx'
import { SectionHead } from '../ui/Page.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { CopyButton } from './CopyButton.tsx'
import { listShares, type Share } from './share-calls.ts'
import { playedChoices, shareNote, shortUrl, standingOf } from './share-words.ts'
import './share.css'

const ShareDialog = lazy(async () => ({ default: (await import('./ShareDialog.tsx')).ShareDialog }))

/** What is open: nothing, a link that is about to be made, or one that is there. */
type Opened = { readonly kind: 'new' } | { readonly kind: 'share'; readonly shareId: string }

/** The links of a video, and making another. There is nothing to share before a render is finished. */
export function ShareSection(props: {
  readonly video: Pick<VideoItem, 'id' | 'title'>
  readonly renders: readonly Render[]
  /** What tells a render from the others of its video. */
  readonly nameOf: (render: Render) => string
  /** Whether somebody pressed "Share" elsewhere on the page. */
  readonly asked: boolean
  readonly onTaken: () => void
}) {
  const shares = createLoaded(() => props.video.id, listShares)
  const [opened, setOpened] = createSignal<Opened>()
  const finished = () => props.renders.filter((render) => render.status === 'succeeded')
  const playable = () => finished().find((render) => render.aspect === null) ?? finished()[0]
  const put = (share: Share) =>
    shares.put((all) => {
      const before = all ?? []
      return before.some(({ id }) => id === share.id)
        ? before.map((each) => (each.id === share.id ? share : each))
        : [share, ...before]
    })
  const shown = () => {
    const now = opened()
    return now?.kind === 'share' ? shares.value()?.find(({ id }) => id === now.shareId) : undefined
  }
  createEffect(() => {
    const all = shares.value()
    if (!props.asked || all === undefined || playable() === undefined) return
    props.onTaken()
    // A link that is open already is most likely the one that is wanted.
    const open = all.find((share) => standingOf(share, Date.now()) === 'open')
    setOpened(open === undefined ? { kind: 'new' } : { kind: 'share', shareId: open.id })
  })
  return (
    <section id="share" aria-label="Shared">
      <SectionHead title="Shared">
        <Show when={playable()}>
          <Button icon={<Share2 aria-hidden="true" />} onClick={() => setOpened({ kind: 'new' })}>
            New link
          </Button>
        </Show>
      </SectionHead>
      <LoadedView of={shares} loading={<Skeleton height="72px" round />}>
        {(all) => (
          <ul class="card shares">
            <For each={all()} fallback={<Unshared canShare={playable() !== undefined} />}>
              {(share) => (
                <ShareRow share={share} onOpen={() => setOpened({ kind: 'share', shareId: share.id })} />
              )}
            </For>
          </ul>
        )}
      </LoadedView>
      <Suspense>
        <Show when={opened() !== undefined && playable()}>
          {(render) => (
            <ShareDialog
              video={props.video}
              render={render()}
              played={playedChoices(finished(), props.nameOf, Date.now())}
              share={shown()}
              onMade={(share) => {
                put(share)
                setOpened({ kind: 'share', shareId: share.id })
              }}
              onChanged={put}
              onDeleted={(share) => {
                setOpened(undefined)
                shares.put((before) => before?.filter(({ id }) => id !== share.id))
              }}
              onClose={() => setOpened(undefined)}
            />
          )}
        </Show>
      </Suspense>
    </section>
  )
}

function Unshared(props: { readonly canShare: boolean }) {
  return (
    <li class="share-row">
      <p class="grow muted">
        {props.canShare
          ? 'Nobody but you can see this video. A link lets others watch it, without an account.'
          : 'Nobody but you can see this video. Once it is rendered, a link lets others watch it.'}
      </p>
    </li>
  )
}

function ShareRow(props: { readonly share: Share; readonly onOpen: () => void }) {
  const isOpen = () => standingOf(props.share, Date.now()) === 'open'
  return (
    <li class="share-row" classList={{ shut: !isOpen() }}>
      <span class="share-sign" aria-hidden="true">
        <Switch fallback={<Link />}>
          <Match when={!isOpen()}>
            <Unlink />
          </Match>
          <Match when={props.share.visibility === 'public'}>
            <Globe />
          </Match>
          <Match when={props.share.visibility === 'password'}>
            <LockKeyhole />
          </Match>
        </Switch>
      </span>
      <div class="grow">
        <a class="share-url clip" href={props.share.url} target="_blank" rel="noreferrer">
          {shortUrl(props.share.url)}
        </a>
        <p class="small muted num">{shareNote(props.share, Date.now())}</p>
      </div>
      <Show when={isOpen()}>
        <CopyButton text={props.share.url} label="Copy the link" />
      </Show>
      <Button kind="ghost" onClick={() => props.onOpen()}>
        Change
      </Button>
    </li>
  )
}
