/** A form that is sent: whether it is under way, and what was in the way the last time. */
import { type Accessor, createSignal } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'

/** See `createSending`. */
export type Sending = {
  /** What is wrong with what was written, or what the server said no with; undefined while nothing is. */
  readonly trouble: Accessor<string | undefined>
  readonly isSending: Accessor<boolean>
  onSubmit(event: SubmitEvent): void
}

/** `send` answers what is wrong with what was written, or nothing once it has gone; what it throws is told as well. */
export function createSending(send: () => Promise<string | undefined>): Sending {
  const [trouble, setTrouble] = createSignal<string>()
  const [isSending, setSending] = createSignal(false)
  const submit = async () => {
    setSending(true)
    try {
      setTrouble(await send())
    } catch (error) {
      setTrouble(wordsOfError(error).detail)
    } finally {
      setSending(false)
    }
  }
  return {
    trouble,
    isSending,
    onSubmit: (event) => {
      event.preventDefault()
      void submit()
    },
  }
}
