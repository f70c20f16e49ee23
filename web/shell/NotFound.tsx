import Compass from 'lucide-solid/icons/compass'
import { ButtonLink } from '../ui/Button.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { EmptyState } from '../ui/States.tsx'

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <>
      <PageHeader title="Nothing here" />
      <EmptyState
        icon={<Compass />}
        title="This address leads nowhere"
        text="It may be mistyped, or what was here was deleted."
      >
        <ButtonLink href="/songs" kind="primary">
          Go to your songs
        </ButtonLink>
      </EmptyState>
    </>
  )
}
