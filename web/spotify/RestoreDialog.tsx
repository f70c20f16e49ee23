import { createSignal, Match, Show, Switch } from 'solid-js'
import { cutText } from '#core/language/cut-text.ts'
import { mostTitleCharacters } from '#core/language/title.ts'
import { listSnapshots } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import { wordsOfError } from '../api/problem.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { SegmentedControl } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { NamedSongs } from '../ui/NamedSongs.tsx'
import { Progress } from '../ui/Progress.tsx'
import { Select } from '../ui/Select.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { TextField } from '../ui/TextField.tsx'
import { agoOf, counted, leftOutWords } from '../ui/words.ts'
import type { Snapshot } from './calls.ts'
import { createRestoring, type RestoringState } from './restoring.ts'

type Place = 'queue' | 'new-playlist'

const places = [
  { value: 'queue', name: 'The queue' },
  { value: 'new-playlist', name: 'A new playlist' },
] as const

/** Brings a snapshot back to Spotify: behind what waits there, or as a playlist of its own. */
export function RestoreDialog(props: {
  readonly open: boolean
  readonly onClose: () => void
  readonly onAdded: () => void
}) {
  return (
    <Dialog
      open={props.open}
      title="Bring a snapshot back"
      text="Songs without an identity at Spotify cannot go there: they are listed, and stay in the snapshot."
      onClose={props.onClose}
    >
      <Restoring onClose={props.onClose} onAdded={props.onAdded} />
    </Dialog>
  )
}

function Restoring(props: { readonly onClose: () => void; readonly onAdded: () => void }) {
  const snapshots = createLoaded(() => true, listSnapshots)
  const restoring = createRestoring(() => props.onAdded())
  return (
    <Switch
      fallback={
        <LoadedView of={snapshots} loading={<Skeleton height="200px" round />}>
          {(all) => (
            <Show when={all().length > 0} fallback={<NoSnapshots />}>
              <Choose
                snapshots={all()}
                onStart={(snapshotId, place, name) =>
                  void restoring.start(
                    snapshotId,
                    place === 'queue' ? { kind: place } : { kind: place, name, isPublic: false },
                  )
                }
              />
            </Show>
          )}
        </LoadedView>
      }
    >
      <Match when={isRunning(restoring.state())}>
        {(running) => (
          <div class="stack">
            <Progress
              label="Adding at Spotify"
              value={running().totalCount === 0 ? 0 : running().doneCount / running().totalCount}
              note={
                running().totalCount === 0
                  ? undefined
                  : `${running().doneCount} of ${counted(running().totalCount, 'song')}`
              }
            />
            <div class="dialog-actions">
              <Button onClick={() => restoring.callOff()}>Stop after these</Button>
            </div>
          </div>
        )}
      </Match>
      <Match when={isOver(restoring.state())}>
        {(over) => <Over over={over()} onClose={props.onClose} />}
      </Match>
      <Match when={isFailed(restoring.state())}>
        {(failed) => (
          <div class="stack">
            <p class="field-error" role="alert">
              {wordsOfError(failed().error).detail}
            </p>
            <div class="dialog-actions">
              <Button onClick={() => props.onClose()}>Close</Button>
              <Button kind="primary" onClick={() => void failed().goOn()}>
                Go on
              </Button>
            </div>
          </div>
        )}
      </Match>
    </Switch>
  )
}

function Choose(props: {
  readonly snapshots: readonly Snapshot[]
  readonly onStart: (snapshotId: string, place: Place, name: string) => void
}) {
  const [snapshotId, setSnapshotId] = createSignal(props.snapshots[0]?.id ?? '')
  const [place, setPlace] = createSignal<Place>('queue')
  const [named, setNamed] = createSignal<string>()
  const chosen = () => props.snapshots.find(({ id }) => id === snapshotId())
  const name = () => named() ?? cutText(chosen()?.title ?? '', mostTitleCharacters)
  const choices = () =>
    props.snapshots.map((each) => ({
      value: each.id,
      name: `${each.title}, version ${each.version} · ${counted(each.itemCount, 'song')} · ${agoOf(each.createdAt, Date.now())}`,
    }))
  return (
    <div class="stack">
      <Select label="Snapshot" choices={choices()} value={snapshotId()} onChange={setSnapshotId} />
      <SegmentedControl label="Bring it into" choices={places} value={place()} onChange={setPlace} />
      <Show
        when={place() === 'new-playlist'}
        fallback={
          <p class="small muted">
            Spotify only lets apps add to the end: these songs come after everything that waits there now, and
            cannot be taken away from here.
          </p>
        }
      >
        <TextField
          label="Name of the playlist"
          value={name()}
          onInput={setNamed}
          maxLength={mostTitleCharacters}
        />
        <p class="small muted">It is private, and yours.</p>
      </Show>
      <div class="dialog-actions">
        <Button
          kind="primary"
          disabled={place() === 'new-playlist' && name().trim() === ''}
          onClick={() => props.onStart(snapshotId(), place(), name().trim())}
        >
          {place() === 'queue' ? 'Add to the queue' : 'Make the playlist'}
        </Button>
      </div>
    </div>
  )
}

function NoSnapshots() {
  return (
    <div class="stack">
      <p class="muted">There are no snapshots yet. Keep a queue or a playlist first.</p>
      <div class="dialog-actions">
        <ButtonLink href="/playlists">Go to the playlists</ButtonLink>
      </div>
    </div>
  )
}

type Over = Extract<RestoringState, { readonly kind: 'over' }>

function Over(props: { readonly over: Over; readonly onClose: () => void }) {
  return (
    <div class="stack">
      <p role="status">
        <strong>{counted(props.over.addedCount, 'song')} added.</strong>{' '}
        <Show when={props.over.stopped}>{(stopped) => <>{stopped().detail}</>}</Show>
        <Show when={props.over.stopped === null && props.over.goOn}>You stopped it there.</Show>{' '}
        {leftOutWords(props.over.leftOutCount)}
      </p>
      <NamedSongs
        title={`${counted(props.over.missing.length, 'song')} without an identity at Spotify`}
        songs={props.over.missing.map(({ title, artists }) => ({ title, note: artists.join(', ') }))}
      />
      <div class="dialog-actions">
        <Show when={props.over.playlistUrl}>
          {(url) => (
            <a class="button" href={url()} target="_blank" rel="noreferrer">
              Open it in Spotify
            </a>
          )}
        </Show>
        <Show when={props.over.goOn}>{(goOn) => <Button onClick={() => void goOn()()}>Go on</Button>}</Show>
        <Button kind="primary" onClick={() => props.onClose()}>
          Done
        </Button>
      </div>
    </div>
  )
}

function isRunning(state: RestoringState) {
  return state.kind === 'running' ? state : undefined
}

function isOver(state: RestoringState) {
  return state.kind === 'over' ? state : undefined
}

function isFailed(state: RestoringState) {
  return state.kind === 'failed' ? state : undefined
}
