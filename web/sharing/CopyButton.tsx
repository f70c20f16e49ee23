import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import { createSignal, onCleanup, Show } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { sayError } from '../ui/toast.ts'

const shownMs = 2000

/** Puts a text on the clipboard, and says for a moment that it did. */
export function CopyButton(props: {
  readonly text: string
  readonly label: string
  readonly primary?: boolean
}) {
  const [copied, setCopied] = createSignal(false)
  let timer = 0
  onCleanup(() => window.clearTimeout(timer))
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text)
    } catch (error) {
      await sayError(error, 'The link could not be copied. Select it and copy it by hand.')
      return
    }
    setCopied(true)
    window.clearTimeout(timer)
    timer = window.setTimeout(() => setCopied(false), shownMs)
  }
  return (
    <Button
      kind={props.primary === true ? 'primary' : 'quiet'}
      icon={
        <Show when={copied()} fallback={<Copy aria-hidden="true" />}>
          <Check aria-hidden="true" />
        </Show>
      }
      aria-label={props.label}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{copied() ? 'Copied' : 'Copy'}</span>
    </Button>
  )
}
