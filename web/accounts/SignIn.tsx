import { useNavigate, useSearchParams } from '@solidjs/router'
import Mail from 'lucide-solid/icons/mail'
import { createResource, createSignal, Match, Show, Switch } from 'solid-js'
import { listOutbox, requestSignInLink } from '../api/calls.ts'
import { Button } from '../ui/Button.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { createSending } from '../ui/sending.ts'
import { TextField } from '../ui/TextField.tsx'
import { GatePicture } from './GatePicture.tsx'
import { safeReturn } from './guard.ts'
import { newestToken } from './outbox.ts'
import { rememberReturn } from './return.ts'
import './accounts.css'

/** Signing in by a link in a mail: no password to choose, forget or leak. */
export function SignIn() {
  const [query] = useSearchParams<{ to?: string }>()
  const [email, setEmail] = createSignal('')
  const [sentTo, setSentTo] = createSignal<string>()
  const sending = createSending(async () => {
    const address = email().trim()
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address))
      return 'Write an e-mail address such as name@example.com.'
    rememberReturn(safeReturn(query.to ?? null))
    await requestSignInLink(address)
    setSentTo(address)
    return undefined
  })
  return (
    <div class="gate">
      <div class="gate-words">
        <Switch>
          <Match when={sentTo()}>
            {(address) => <CheckYourMail email={address()} onBack={() => setSentTo(undefined)} />}
          </Match>
          <Match when={true}>
            <PageHeader title="A song and some photos, cut on the beat." />
            <p class="muted">Sign in with your e-mail address. We send a link; there is no password.</p>
            <form class="gate-form" onSubmit={sending.onSubmit} noValidate>
              <TextField
                label="E-mail address"
                type="email"
                name="email"
                autocomplete="email"
                placeholder="name@example.com"
                value={email()}
                onInput={setEmail}
                error={sending.trouble()}
                required
              />
              <Button
                kind="primary"
                size="large"
                type="submit"
                busyWords={sending.isSending() ? 'Sending the link' : undefined}
              >
                Send me a sign-in link
              </Button>
            </form>
          </Match>
        </Switch>
      </div>
      <div class="gate-picture">
        <GatePicture />
      </div>
    </div>
  )
}

function CheckYourMail(props: { readonly email: string; readonly onBack: () => void }) {
  const navigate = useNavigate()
  // Only a local stack answers here: it keeps its mails instead of sending them, and can hand the link over itself.
  const [localToken] = createResource(
    () => props.email,
    async (email) => {
      try {
        return newestToken((await listOutbox()).items, email)
      } catch {
        return undefined
      }
    },
  )
  return (
    <>
      <PageHeader title="Check your mail" />
      <p class="muted">
        A sign-in link is on its way to <strong>{props.email}</strong>. It works once, on this device or
        another.
      </p>
      <div class="gate-form">
        <Show when={localToken.state === 'ready' && localToken.latest}>
          {(token) => (
            <>
              <Button
                kind="primary"
                size="large"
                icon={<Mail aria-hidden="true" />}
                onClick={() => navigate(`/sign-in/verify?token=${token()}`)}
              >
                Open the link
              </Button>
              <p class="small muted">
                This Cuecraft runs on your own machine and sends no mail, so the link is here.
              </p>
            </>
          )}
        </Show>
        <Button kind="ghost" onClick={() => props.onBack()}>
          Use another address
        </Button>
      </div>
    </>
  )
}
