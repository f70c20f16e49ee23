import { createSignal, Show } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'
import type { Render, VideoItem } from '../api/shapes.ts'
import { Button } from '../ui/Button.tsx'
import type { Choice } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { PosterPicker } from './PosterPicker.tsx'
import { ShareEnd } from './ShareEnd.tsx'
import { ShareForm } from './ShareForm.tsx'
import { ShareLink } from './ShareLink.tsx'
import { changeShare, createShare, type Share, type ShareChange, type ShareSettings } from './share-calls.ts'

/** Makes a link, and everything that can be done with one that is there. */
export function ShareDialog(props: {
  readonly video: Pick<VideoItem, 'id' | 'title'>
  /** A finished render, of which frames are taken. */
  readonly render: Render
  /** What a link may play. */
  readonly played: readonly Choice<string>[]
  readonly share: Share | undefined
  readonly onMade: (share: Share) => void
  readonly onChanged: (share: Share) => void
  readonly onDeleted: (share: Share) => void
  readonly onClose: () => void
}) {
  const make = async (settings: ShareSettings) => props.onMade(await createShare(props.video.id, settings))
  const change = async (share: Share, wanted: ShareChange) =>
    props.onChanged(await changeShare(share, wanted))
  return (
    <Dialog
      open
      title={props.share === undefined ? `Share "${props.video.title}"` : 'This link'}
      onClose={props.onClose}
    >
      <Show
        when={props.share}
        fallback={
          <ShareForm
            share={undefined}
            played={props.played}
            doneWords="Make the link"
            busyWords="Making it"
            onDone={make}
          />
        }
      >
        {(share) => (
          <div class="share-parts">
            <Show
              when={share().isOn}
              fallback={<TurnedOff share={share()} onOn={() => change(share(), { isOn: true })} />}
            >
              <ShareLink share={share()} title={props.video.title} />
            </Show>
            <PosterPicker share={share()} render={props.render} onChanged={props.onChanged} />
            <ShareForm
              share={share()}
              played={props.played}
              doneWords="Save"
              busyWords="Saving"
              onDone={(settings) => change(share(), settings)}
            />
            <ShareEnd
              share={share()}
              onOff={() => change(share(), { isOn: false })}
              onDeleted={() => props.onDeleted(share())}
            />
          </div>
        )}
      </Show>
    </Dialog>
  )
}

function TurnedOff(props: { readonly share: Share; readonly onOn: () => Promise<void> }) {
  const [trouble, setTrouble] = createSignal<string>()
  const turnOn = () => {
    setTrouble(undefined)
    props.onOn().catch((error: unknown) => setTrouble(wordsOfError(error).detail))
  }
  return (
    <div class="share-off">
      <p class="grow">
        This link is off: whoever opens it is told that there is no video. It can be turned on again, at the
        same address.
      </p>
      <Button kind="primary" onClick={turnOn}>
        Turn on
      </Button>
      <ErrorLine text={trouble()} />
    </div>
  )
}
