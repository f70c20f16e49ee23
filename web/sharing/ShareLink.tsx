import QrCodeIcon from 'lucide-solid/icons/qr-code'
import Share2 from 'lucide-solid/icons/share-2'
import { createSignal, Show } from 'solid-js'
import { Button, IconButton } from '../ui/Button.tsx'
import { CopyButton } from './CopyButton.tsx'
import { QrCode } from './QrCode.tsx'
import type { Share } from './share-calls.ts'

/** The link itself: to be copied, handed to another app, or held in front of a camera. */
export function ShareLink(props: { readonly share: Share; readonly title: string }) {
  const [hasCode, setHasCode] = createSignal(false)
  // Not every browser has it, whatever the types say.
  const canShare = 'share' in navigator
  const share = () => {
    // Closing the system's sheet without choosing is no trouble.
    navigator.share({ title: props.title, url: props.share.url }).catch(() => undefined)
  }
  return (
    <div class="share-link">
      <input
        class="input num"
        readonly
        aria-label="The link"
        value={props.share.url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="row">
        <CopyButton primary text={props.share.url} label="Copy the link" />
        <Show when={canShare}>
          <Button icon={<Share2 aria-hidden="true" />} onClick={share}>
            Send
          </Button>
        </Show>
        <IconButton
          label={hasCode() ? 'Hide the QR code' : 'Show a QR code'}
          aria-expanded={hasCode()}
          icon={<QrCodeIcon aria-hidden="true" />}
          onClick={() => setHasCode((before) => !before)}
        />
      </div>
      <Show when={hasCode()}>
        <QrCode text={props.share.url} label="QR code of the link" />
      </Show>
    </div>
  )
}
