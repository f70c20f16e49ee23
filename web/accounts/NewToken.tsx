import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import { createSignal, Show } from 'solid-js'
import { createToken } from '../api/calls.ts'
import { wordsOfError } from '../api/problem.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { SegmentedControl } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'

type Rights = 'read' | 'write'

/** Makes an API token, and shows its secret this one time. */
export function NewToken(props: { readonly onMade: () => void; readonly onClose: () => void }) {
  const [name, setName] = createSignal('')
  const [rights, setRights] = createSignal<Rights>('read')
  const [secret, setSecret] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal<string>()
  const make = async (event: SubmitEvent) => {
    event.preventDefault()
    if (name().trim() === '') {
      setTrouble('Give it a name you will know it by.')
      return
    }
    setBusy(true)
    try {
      const made = await createToken(name().trim(), rights() === 'read' ? ['read'] : ['read', 'write'])
      setSecret(made.token)
      props.onMade()
    } catch (error) {
      setTrouble(wordsOfError(error).detail)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={secret() === undefined ? 'New API token' : 'Copy your token now'}
      text={
        secret() === undefined
          ? 'Name it after the program that will use it.'
          : 'This is the only time it is shown. Keep it as you keep a password.'
      }
      onClose={props.onClose}
    >
      <Show
        when={secret()}
        fallback={
          <form class="stack" onSubmit={(event) => void make(event)} noValidate>
            <TextField
              label="Name"
              value={name()}
              onInput={setName}
              error={trouble()}
              maxLength={80}
              required
              focused
            />
            <SegmentedControl
              label="It may"
              choices={[
                { value: 'read', name: 'Read' },
                { value: 'write', name: 'Read and write' },
              ]}
              value={rights()}
              onChange={setRights}
            />
            <div class="dialog-actions">
              <Button onClick={() => props.onClose()}>Not now</Button>
              <Button kind="primary" type="submit" busyWords={busy() ? 'Making it' : undefined}>
                Make the token
              </Button>
            </div>
          </form>
        }
      >
        {(token) => <Secret token={token()} onClose={props.onClose} />}
      </Show>
    </Dialog>
  )
}

function Secret(props: { readonly token: string; readonly onClose: () => void }) {
  const [copied, setCopied] = createSignal(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.token)
      setCopied(true)
    } catch {
      // Not allowed here: the text can still be selected and copied by hand.
      setCopied(false)
    }
  }
  return (
    <>
      <div class="secret">
        <code>{props.token}</code>
        <IconButton
          kind="ghost"
          label={copied() ? 'Copied' : 'Copy the token'}
          icon={
            <Show when={copied()} fallback={<Copy aria-hidden="true" />}>
              <Check aria-hidden="true" />
            </Show>
          }
          onClick={() => void copy()}
        />
      </div>
      <div class="dialog-actions">
        <Button kind="primary" onClick={() => props.onClose()}>
          I have it
        </Button>
      </div>
    </>
  )
}
