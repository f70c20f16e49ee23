import { useNavigate, useSearchParams } from '@solidjs/router'
import MailQuestion from 'lucide-solid/icons/mail-question-mark'
import { createEffect, createSignal, Show } from 'solid-js'
import { verifySignIn } from '../api/calls.ts'
import { ApiError } from '../api/problem.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/States.tsx'
import { safeReturn } from './guard.ts'
import { takeReturn } from './return.ts'
import { sessionState, sessionTrouble, signedIn } from './session.ts'

/** Where a sign-in link leads: trades its token for a session and goes on to where the person wanted to be. */
export function Verify() {
  const [query] = useSearchParams<{ token?: string }>()
  const navigate = useNavigate()
  const [trouble, setTrouble] = createSignal<unknown>()
  const verify = async () => {
    setTrouble(undefined)
    try {
      const { account } = await verifySignIn(query.token ?? '')
      signedIn(account)
      navigate(safeReturn(takeReturn()), { replace: true })
    } catch (error) {
      setTrouble(error)
    }
  }
  const isCutShort = () => {
    const error = trouble()
    return error instanceof ApiError && error.problem.type.endsWith('invalid-request')
  }
  let begun = false
  createEffect(() => {
    // The question who is signed in is already on its way: its "nobody" must not arrive after our yes.
    if (begun || (sessionState() === 'unknown' && sessionTrouble() === undefined)) return
    begun = true
    void verify()
  })
  return (
    <>
      <PageHeader title={trouble() === undefined ? 'Signing you in' : 'This link did not work'} />
      <Show when={trouble() !== undefined} fallback={<Skeleton height="220px" round />}>
        <div class="stack">
          <Show when={!isCutShort()} fallback={<CutShort />}>
            <ErrorState error={trouble()} onRetry={() => void verify()} />
          </Show>
          <ButtonLink href="/sign-in" kind="primary" size="large">
            Send a new link
          </ButtonLink>
        </div>
      </Show>
    </>
  )
}

/** Mail programs break long lines: what arrived is then no token at all, and the API's words would not help. */
function CutShort() {
  return (
    <EmptyState
      icon={<MailQuestion />}
      title="A part of the link is missing"
      text="Open it again from the mail, as a whole, or have a new one sent."
    />
  )
}
