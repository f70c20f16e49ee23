import { Button } from './Button.tsx'
import './save-notice.css'

/** What the last tab had not saved is back. It stays until somebody answers: a tab may be opened long before it is looked at. */
export function RestoredNotice(props: { readonly onGoOn: () => void; readonly onTakeBack: () => void }) {
  return (
    <div class="save-notice" data-tone="good" role="status">
      <p>
        <strong>Restored what was not saved.</strong> The last tab was closed before everything had arrived.
      </p>
      <div class="row wrap">
        <Button onClick={() => props.onGoOn()}>Go on with it</Button>
        <Button kind="ghost" onClick={() => props.onTakeBack()}>
          Show what was saved
        </Button>
      </div>
    </div>
  )
}
