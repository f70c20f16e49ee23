import KeyRound from 'lucide-solid/icons/key-round'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { listTokens, revokeToken } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import type { ApiToken } from '../api/shapes.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { say, sayError } from '../ui/toast.ts'
import { agoOf } from '../ui/words.ts'

const NewToken = lazy(async () => ({ default: (await import('./NewToken.tsx')).NewToken }))
const ConfirmDialog = lazy(async () => ({ default: (await import('../ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** The keys this account has given to programs. */
export function Tokens() {
  const tokens = createLoaded(() => true, listTokens)
  const [making, setMaking] = createSignal(false)
  const [revoking, setRevoking] = createSignal<ApiToken>()
  const [busy, setBusy] = createSignal(false)
  const revoke = async (token: ApiToken) => {
    setBusy(true)
    try {
      await revokeToken(token.id)
      tokens.put((all) => all?.filter((each) => each.id !== token.id))
      setRevoking(undefined)
      await say({ tone: 'good', title: `"${token.name}" is revoked` })
    } catch (error) {
      await sayError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section class="card padded">
      <div class="setting-head">
        <div class="grow">
          <h2>API tokens</h2>
          <p class="small muted">
            For programs of your own. A token can do what its scope says, and is shown once.
          </p>
        </div>
        <Button icon={<KeyRound aria-hidden="true" />} onClick={() => setMaking(true)}>
          New token
        </Button>
      </div>
      <LoadedView of={tokens} loading={<Skeleton height="60px" />}>
        {(all) => (
          <ul>
            <For
              each={all()}
              fallback={<li class="small muted">No token yet. Make one to use the API from a script.</li>}
            >
              {(token) => (
                <li class="token-row">
                  <div class="grow">
                    <p class="clip">{token.name}</p>
                    <p class="small muted">
                      {token.scopes.join(' and ')} · made {agoOf(token.createdAt, Date.now())}
                    </p>
                  </div>
                  <IconButton
                    kind="ghost"
                    label={`Revoke ${token.name}`}
                    icon={<Trash aria-hidden="true" />}
                    onClick={() => setRevoking(token)}
                  />
                </li>
              )}
            </For>
          </ul>
        )}
      </LoadedView>
      <Suspense>
        <Show when={making()}>
          <NewToken onMade={() => tokens.refetch()} onClose={() => setMaking(false)} />
        </Show>
        <Show when={revoking()}>
          {(token) => (
            <ConfirmDialog
              open
              title={`Revoke "${token().name}"?`}
              text="Programs that use it are turned away from this moment on. It cannot be brought back."
              confirmWords="Revoke it"
              busyWords={busy() ? 'Revoking' : undefined}
              onConfirm={() => void revoke(token())}
              onClose={() => setRevoking(undefined)}
            />
          )}
        </Show>
      </Suspense>
    </section>
  )
}
