import LockKeyhole from 'lucide-solid/icons/lock-keyhole'
import { createSignal, onMount, Show } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'
import { unlock } from './watch-calls.ts'

/** Asks for the password of a link. What was typed stays when it was not the one, to be put right. */
export function PasswordForm(props: { readonly slug: string; readonly onOpen: () => void }) {
  const [password, setPassword] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal<string>()
  let field: HTMLInputElement | undefined
  onMount(() => field?.focus())
  const open = async (event: SubmitEvent) => {
    event.preventDefault()
    if (password() === '') return
    setBusy(true)
    setTrouble(undefined)
    try {
      await unlock(props.slug, password())
      props.onOpen()
    } catch (error) {
      setTrouble(wordsOfError(error).detail)
      field?.select()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form class="watch-card" onSubmit={(event) => void open(event)} noValidate>
      <LockKeyhole class="watch-mark" aria-hidden="true" />
      <h1>This video asks for a password</h1>
      <p class="muted">Whoever sent you the link has it.</p>
      <div class="field">
        <label class="field-label" for="password">
          Password
        </label>
        <input
          ref={field}
          id="password"
          class="input"
          type="password"
          autocomplete="off"
          value={password()}
          aria-invalid={trouble() !== undefined}
          aria-describedby="password-trouble"
          data-invalid={trouble() === undefined ? undefined : ''}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <p id="password-trouble" class="field-error" role="alert">
          <Show when={trouble()}>{trouble()}</Show>
        </p>
      </div>
      <button type="submit" class="button primary large" disabled={busy()} aria-busy={busy()}>
        {busy() ? 'Opening' : 'Watch'}
      </button>
    </form>
  )
}
