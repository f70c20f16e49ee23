import { TextField } from '@kobalte/core/text-field'
import { createSignal } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './playlists.css'

/** Text that was pasted, as a file of it: it is read as any other is. */
export function pastedFile(text: string): File {
  return new File([text], 'Pasted.txt', { type: 'text/plain' })
}

/** Takes what was copied from anywhere: links, URIs, lines, or a whole file as text. It is then read as a file is. */
export function PasteDialog(props: {
  readonly open: boolean
  readonly onClose: () => void
  readonly onText: (file: File) => void
}) {
  return (
    <Dialog
      open={props.open}
      title="Paste a playlist"
      text="Spotify links or URIs, lines such as “Artist - Title”, or the text of any playlist file."
      onClose={props.onClose}
    >
      <PasteForm onClose={props.onClose} onText={props.onText} />
    </Dialog>
  )
}

function PasteForm(props: { readonly onClose: () => void; readonly onText: (file: File) => void }) {
  const [text, setText] = createSignal('')
  const isEmpty = () => text().trim() === ''
  const read = (event: SubmitEvent) => {
    event.preventDefault()
    if (isEmpty()) return
    props.onClose()
    props.onText(pastedFile(text()))
  }
  return (
    <form class="stack" onSubmit={read}>
      <TextField class="field" value={text()} onChange={setText}>
        <TextField.Label class="field-label">Songs, one a line</TextField.Label>
        <TextField.TextArea
          class="input paste-area"
          rows={9}
          placeholder={'Nina Simone - Feeling Good\nhttps://open.spotify.com/track/…'}
          spellcheck={false}
          ref={(area: HTMLTextAreaElement) => queueMicrotask(() => area.focus())}
        />
      </TextField>
      <div class="dialog-actions">
        <Button onClick={() => props.onClose()}>Not now</Button>
        <Button kind="primary" type="submit" disabled={isEmpty()}>
          Read it
        </Button>
      </div>
    </form>
  )
}
