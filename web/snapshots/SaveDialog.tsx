import Link from 'lucide-solid/icons/link'
import { createSignal, Show } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'
import { ExportDialog } from '../playlists/ExportDialog.tsx'
import { CopyButton } from '../sharing/CopyButton.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { makeDownload, type Snapshot, snapshotFileUrl } from './calls.ts'

/** Takes a snapshot along: as a file in any format, or as an address that works for ten minutes on any device. */
export function SaveDialog(props: { readonly snapshot: Snapshot; readonly onClose: () => void }) {
  const [address, setAddress] = createSignal<string>()
  const [trouble, setTrouble] = createSignal<string>()
  const make = async () => {
    setTrouble(undefined)
    try {
      const { url } = await makeDownload(props.snapshot.id)
      setAddress(new URL(url, window.location.href).href)
    } catch (error) {
      setTrouble(wordsOfError(error).detail)
    }
  }
  return (
    <ExportDialog
      title={`${props.snapshot.title}, version ${props.snapshot.version}`}
      urlOf={(format) => snapshotFileUrl(props.snapshot.id, format)}
      onClose={props.onClose}
    >
      <div class="download-link">
        <Show
          when={address()}
          fallback={
            <Button kind="ghost" icon={<Link aria-hidden="true" />} onClick={() => void make()}>
              Make a link for another device
            </Button>
          }
        >
          {(url) => (
            <div class="download-address" role="status">
              <a href={url()} class="clip grow small">
                {url()}
              </a>
              <CopyButton text={url()} label="Copy the link" />
              <span class="small muted">Works for ten minutes, for whoever has it.</span>
            </div>
          )}
        </Show>
        <ErrorLine text={trouble()} />
      </div>
    </ExportDialog>
  )
}
