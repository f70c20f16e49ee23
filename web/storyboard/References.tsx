import ImagePlus from 'lucide-solid/icons/image-plus'
import { createSignal, For, Show } from 'solid-js'
import { mostReferences } from '#core/storyboard/limits.ts'
import { thumbnailUrl } from '../api/calls.ts'
import type { LoadedHandle } from '../api/loaded.ts'
import type { Media } from '../api/shapes.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState, LoadedView, Skeleton } from '../ui/States.tsx'
import '../media/media.css'

/** A few pictures of the library, chosen in a dialog and shown as they were chosen. */
export function References(props: {
  readonly label: string
  readonly hint: string
  readonly chosen: readonly string[]
  readonly library: LoadedHandle<readonly Media[]>
  readonly onChange: (mediaIds: readonly string[]) => Promise<void>
}) {
  const [isOpen, setOpen] = createSignal(false)
  const nameOf = (mediaId: string) =>
    props.library.value()?.find(({ id }) => id === mediaId)?.fileName ?? 'a picture'
  return (
    <div class="field">
      <span class="field-label">{props.label}</span>
      <div class="row wrap references">
        <For each={props.chosen}>
          {(mediaId) => <img class="reference" src={thumbnailUrl(mediaId, 'small')} alt={nameOf(mediaId)} />}
        </For>
        <Button icon={<ImagePlus aria-hidden="true" />} onClick={() => setOpen(true)}>
          {props.chosen.length === 0 ? 'Choose' : 'Change'}
        </Button>
      </div>
      <p class="field-hint">{props.hint}</p>
      <Show when={isOpen()}>
        <ReferenceDialog {...props} onClose={() => setOpen(false)} />
      </Show>
    </div>
  )
}

function ReferenceDialog(props: {
  readonly chosen: readonly string[]
  readonly library: LoadedHandle<readonly Media[]>
  readonly onChange: (mediaIds: readonly string[]) => Promise<void>
  readonly onClose: () => void
}) {
  const [chosen, setChosen] = createSignal(props.chosen)
  const [isBusy, setBusy] = createSignal(false)
  const isFull = () => chosen().length >= mostReferences
  const toggle = (mediaId: string) =>
    setChosen((ids) => (ids.includes(mediaId) ? ids.filter((id) => id !== mediaId) : [...ids, mediaId]))
  const ready = (all: readonly Media[]) => all.filter(({ status }) => status === 'ready')
  const done = async () => {
    setBusy(true)
    await props.onChange(chosen())
    props.onClose()
  }
  return (
    <Dialog
      open
      title="Reference pictures"
      text={`${chosen().length} of at most ${mostReferences} chosen. The first one counts most.`}
      onClose={() => props.onClose()}
    >
      <LoadedView of={props.library} loading={<Skeleton height="160px" />}>
        {(all) => (
          <Show
            when={ready(all()).length > 0}
            fallback={
              <EmptyState
                icon={<ImagePlus />}
                title="No pictures yet"
                text="Bring photos where you make a video; they stay in your library."
              />
            }
          >
            <ul class="media-grid reference-grid">
              <For each={ready(all())}>
                {(media) => (
                  <li>
                    <button
                      type="button"
                      class="media-tile"
                      aria-pressed={chosen().includes(media.id)}
                      aria-label={media.fileName}
                      title={media.fileName}
                      disabled={isFull() && !chosen().includes(media.id)}
                      onClick={() => toggle(media.id)}
                    >
                      <img class="there" src={thumbnailUrl(media.id, 'small')} alt="" loading="lazy" />
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </LoadedView>
      <div class="row dialog-actions">
        <Button onClick={() => props.onClose()}>Cancel</Button>
        <Button kind="primary" busyWords={isBusy() ? 'Saving' : undefined} onClick={() => void done()}>
          Use these
        </Button>
      </div>
    </Dialog>
  )
}
