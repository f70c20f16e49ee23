import { Toast, toaster } from '@kobalte/core/toast'
import CircleAlert from 'lucide-solid/icons/circle-alert'
import CircleCheck from 'lucide-solid/icons/circle-check'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import type { ToastWords } from './toast-words.ts'
import './controls.css'
import './overlays.css'

/** Shows a toast in the region. What went wrong stays until it is closed; what went well leaves by itself. */
export function showToast(words: ToastWords): void {
  const before = words.replaces === undefined ? undefined : lastOf.get(words.replaces)
  if (before !== undefined) toaster.dismiss(before)
  const id = toaster.show((toast) => (
    <Toast
      // A message is no item of a list: it is said by its own role.
      as="div"
      toastId={toast.toastId}
      class="toast"
      data-tone={words.tone}
      persistent={words.tone === 'bad'}
      priority={words.tone === 'bad' ? 'high' : 'low'}
    >
      <Show when={words.tone === 'bad'} fallback={<CircleCheck class="toast-mark" aria-hidden="true" />}>
        <CircleAlert class="toast-mark" aria-hidden="true" />
      </Show>
      <div class="grow">
        <Toast.Title class="toast-title">{words.title}</Toast.Title>
        <Show when={words.text}>
          <Toast.Description class="toast-text">{words.text}</Toast.Description>
        </Show>
      </div>
      <Show when={words.action}>
        {(action) => (
          <button
            type="button"
            class="button"
            onClick={() => {
              toaster.dismiss(toast.toastId)
              action().onSelect()
            }}
          >
            {action().name}
          </button>
        )}
      </Show>
      <Toast.CloseButton class="button ghost icon" aria-label="Close this message">
        <X aria-hidden="true" />
      </Toast.CloseButton>
    </Toast>
  ))
  if (words.replaces !== undefined) lastOf.set(words.replaces, id)
}

/** The last message of each name that another one takes the place of. */
const lastOf = new Map<string, number>()

/** Where toasts appear: over the bottom bar on phones, in the corner elsewhere. F6 reaches it. */
export function Toasts() {
  return (
    <Toast.Region
      class="toast-region"
      aria-label="Messages ({hotkey})"
      hotkey={['F6']}
      duration={5000}
      limit={3}
    >
      <Toast.List as="div" class="toast-list" />
    </Toast.Region>
  )
}
