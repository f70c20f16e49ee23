import ChevronDown from 'lucide-solid/icons/chevron-down'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import { Announce } from '../ui/Announce.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Progress } from '../ui/Progress.tsx'
import { bytesOf, counted, percentOf } from '../ui/words.ts'
import { bringAgain, cancelFile, type QueuedFile, queuedFiles, queueProgress } from './queue.ts'

/** The files on their way, each with its progress and a way to stop it; failed ones stay with their reason. */
export function UploadTray() {
  const failed = () => queuedFiles().filter((item) => item.status === 'failed').length
  const under = () => queuedFiles().length - failed()
  const spoken = () => {
    if (under() > 0) return `Uploading ${counted(under(), 'file')}`
    return failed() > 0 ? `${counted(failed(), 'upload')} failed` : 'All uploads have arrived'
  }
  // Many files would cover a telephone's page: there they are one line until somebody asks.
  const [open, setOpen] = createSignal(window.matchMedia('(min-width: 720px)').matches)
  const summary = () =>
    under() > 0 ? `Uploading ${counted(under(), 'file')} · ${percentOf(queueProgress())}` : spoken()
  return (
    <>
      <Announce text={spoken()} />
      <Show when={queuedFiles().length > 0}>
        <section class="tray" aria-label="Uploads">
          <Show when={queuedFiles().length > 1}>
            <button
              type="button"
              class="tray-head"
              aria-expanded={open()}
              onClick={() => setOpen((before) => !before)}
            >
              <span class="grow num">{summary()}</span>
              <ChevronDown aria-hidden="true" />
            </button>
          </Show>
          <For each={queuedFiles()}>
            {(item) => (
              <Show when={open() || item.status === 'failed' || queuedFiles().length === 1}>
                <TrayItem item={item} />
              </Show>
            )}
          </For>
        </section>
      </Show>
    </>
  )
}

function TrayItem(props: { readonly item: QueuedFile }) {
  const note = () => {
    if (props.item.status === 'waiting') return 'waiting'
    if (props.item.status === 'checking') return 'being checked'
    return `of ${bytesOf(props.item.bytes)}`
  }
  return (
    <div class="tray-item">
      <Show
        when={props.item.status === 'failed'}
        fallback={
          <Progress
            label={props.item.fileName}
            value={props.item.sentBytes / Math.max(1, props.item.bytes)}
            note={note()}
          />
        }
      >
        <div>
          <p class="small clip">{props.item.fileName}</p>
          <p class="tray-reason">{props.item.reason}</p>
        </div>
      </Show>
      <div class="row">
        <Show when={props.item.status === 'failed' && props.item.bytes > 0}>
          <IconButton
            kind="ghost"
            label={`Try ${props.item.fileName} again`}
            icon={<RotateCcw aria-hidden="true" />}
            onClick={() => bringAgain(props.item.id)}
          />
        </Show>
        <IconButton
          kind="ghost"
          label={
            props.item.status === 'failed' ? `Close ${props.item.fileName}` : `Cancel ${props.item.fileName}`
          }
          icon={<X aria-hidden="true" />}
          onClick={() => cancelFile(props.item.id)}
        />
      </div>
    </div>
  )
}
