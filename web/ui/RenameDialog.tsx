import { createSignal } from 'solid-js'
import { renameSong } from '../api/calls.ts'
import { wordsOfError } from '../api/problem.ts'
import type { Song } from '../api/shapes.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'

/** Gives a song another title. */
export function RenameSong(props: {
  readonly song: Song
  readonly onRenamed: (song: Song) => void
  readonly onClose: () => void
}) {
  const [title, setTitle] = createSignal(props.song.title)
  const [busy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal<string>()
  const rename = async (event: SubmitEvent) => {
    event.preventDefault()
    if (title().trim() === '') {
      setTrouble('A song needs a title.')
      return
    }
    setBusy(true)
    try {
      props.onRenamed(await renameSong(props.song.id, title().trim()))
      props.onClose()
    } catch (error) {
      setTrouble(wordsOfError(error).detail)
      setBusy(false)
    }
  }
  return (
    <Dialog open title="Rename the song" onClose={props.onClose}>
      <form class="stack" onSubmit={(event) => void rename(event)} noValidate>
        <TextField
          label="Title"
          value={title()}
          onInput={setTitle}
          error={trouble()}
          maxLength={200}
          required
          focused
        />
        <div class="dialog-actions">
          <Button onClick={() => props.onClose()}>Keep the old one</Button>
          <Button kind="primary" type="submit" busyWords={busy() ? 'Renaming' : undefined}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
