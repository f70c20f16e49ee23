import LogIn from 'lucide-solid/icons/log-in'
import { createSignal, For } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { sayError } from '../ui/toast.ts'
import { askForConsent } from './calls.ts'

const promises = [
  ['Keep your queue', 'As a version that you can look at, compare, download and bring back.'],
  ['Keep your playlists', 'Your own and those you make with others, in any format there is.'],
  ['Play', 'On your devices or in this browser, with Premium.'],
] as const

const limits = [
  'Spotify shows the next 20 of a queue, and not which of them you added.',
  'What was added to a queue cannot be moved or taken away from here.',
  'Playlists of others that you only follow cannot be read.',
  'After six months Spotify asks for your consent again.',
] as const

/** What connecting is for, what Spotify does not let anybody do, and the way there. `again`: the consent has ended. */
export function Connect(props: { readonly again: boolean }) {
  const [busy, setBusy] = createSignal(false)
  const connect = async () => {
    setBusy(true)
    try {
      window.location.assign(await askForConsent())
    } catch (error) {
      setBusy(false)
      await sayError(error, 'Not connected')
    }
  }
  return (
    <section class="card padded spotify-connect">
      <div class="grow stack">
        <h2>{props.again ? 'Your consent has ended' : 'Connect your account'}</h2>
        <p class="muted">
          {props.again
            ? 'Spotify lets a consent last for six months, or until you take it back. Give it again to go on; what you kept here is still here.'
            : 'You sign in at Spotify, and say there what Cuecraft may do. Your password never comes here.'}
        </p>
        <dl class="spotify-promises">
          <For each={promises}>
            {([name, text]) => (
              <div>
                <dt>{name}</dt>
                <dd class="small muted">{text}</dd>
              </div>
            )}
          </For>
        </dl>
        <Button
          kind="primary"
          size="large"
          icon={<LogIn aria-hidden="true" />}
          busyWords={busy() ? 'Going to Spotify' : undefined}
          onClick={() => void connect()}
        >
          {props.again ? 'Give consent again' : 'Connect with Spotify'}
        </Button>
      </div>
      <aside class="spotify-limits" aria-labelledby="spotify-limits">
        <h3 id="spotify-limits" class="label">
          What Spotify does not allow
        </h3>
        <ul class="small muted">
          <For each={limits}>{(limit) => <li>{limit}</li>}</For>
        </ul>
      </aside>
    </section>
  )
}
