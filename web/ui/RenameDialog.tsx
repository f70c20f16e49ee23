import { createSignal } from 'solid-js'
import { mostTitleCharacters } from '#core/language/title.ts'
import { wordsOfError } from '../api/problem.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { TextField } from './TextField.tsx'

/** Gives something another title; `what` is its word ("song"). Stays open, and says why, when that did not work. */
export function RenameDialog(props: {
  readonly what: string
  readonly title: string
  readonly onRename: (title: string) => Promise<void>
  readonly onClose: () => void
}) {
  const [title, setTitle] = createSignal(props.title)
  const [busy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal<string>()
  const rename = async (event: SubmitEvent) => {
    event.preventDefault()
    if (title().trim() === '') {
      setTrouble(`A ${props.what} needs a title.`)
      return
    }
    setBusy(true)
    try {
      await props.onRename(title().trim())
      props.onClose()
    } catch (error) {
      setTrouble(wordsOfError(error).detail)
      setBusy(false)
    }
  }
  return (
    <Dialog open title={`Rename the ${props.what}`} onClose={props.onClose}>
      <form class="stack" onSubmit={(event) => void rename(event)} noValidate>
        <TextField
          label="Title"
          value={title()}
          onInput={setTitle}
          error={trouble()}
          maxLength={mostTitleCharacters}
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
