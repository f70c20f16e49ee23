import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { leastPasswordCharacters } from '#core/sharing/limits.ts'
import { wordsOfError } from '../api/problem.ts'
import { Button } from '../ui/Button.tsx'
import { type Choice, TileChoices } from '../ui/Choices.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { dateOf, type Expiry, endOf, expiries } from './expiry.ts'
import type { Share, ShareSettings } from './share-calls.ts'
import { newestVersion, visibilities } from './share-words.ts'

/** Who may watch, until when, and whether they may save it. What the server refuses is said here, and nothing is lost. */
export function ShareForm(props: {
  /** The link as it is, or nothing for a new one. */
  readonly share: Share | undefined
  readonly played: readonly Choice<string>[]
  readonly doneWords: string
  readonly busyWords: string
  readonly onDone: (settings: ShareSettings) => Promise<void>
}) {
  const form = createShareForm(() => props.share)
  const [busy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal<string>()
  const done = async (event: SubmitEvent) => {
    event.preventDefault()
    const settings = form.settings()
    if (typeof settings === 'string') {
      setTrouble(settings)
      return
    }
    setBusy(true)
    setTrouble(undefined)
    try {
      await props.onDone(settings)
    } catch (error) {
      setTrouble(wordsOfError(error).detail)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form class="stack" onSubmit={(event) => void done(event)} noValidate>
      <TileChoices
        label="Who may watch"
        choices={visibilities}
        value={form.visibility()}
        onChange={form.setVisibility}
      />
      <Show when={form.visibility() === 'password'}>
        <TextField
          label={form.hasPassword() ? 'New password' : 'Password'}
          value={form.password()}
          onInput={form.setPassword}
          hint={
            form.hasPassword()
              ? 'Leave it empty to keep the one it has.'
              : `At least ${leastPasswordCharacters} characters. Send it apart from the link.`
          }
          maxLength={200}
        />
      </Show>
      <Show when={props.played.length > 2 || form.renderId() !== newestVersion}>
        <Select
          label="What it plays"
          choices={props.played}
          value={form.renderId()}
          onChange={form.setRenderId}
        />
      </Show>
      <div class="share-ends">
        <Select label="How long" choices={expiries} value={form.expiry()} onChange={form.setExpiry} />
        <Show when={form.expiry() === 'date'}>
          <LastDay date={form.date()} onDate={form.setDate} />
        </Show>
      </div>
      <label class="share-switch">
        <input
          type="checkbox"
          checked={form.allowsDownload()}
          onChange={(event) => form.setAllowsDownload(event.currentTarget.checked)}
        />
        <span>
          <strong>Offer the file to save</strong>
          <span class="small muted">
            Without this there is no button for it. Whoever can watch can still record what they see.
          </span>
        </span>
      </label>
      <ErrorLine text={trouble()} />
      <Show when={props.share === undefined || form.isChanged()}>
        <div class="dialog-actions share-done">
          <Button kind="primary" type="submit" busyWords={busy() ? props.busyWords : undefined}>
            {props.doneWords}
          </Button>
        </div>
      </Show>
    </form>
  )
}

function LastDay(props: { readonly date: string; readonly onDate: (date: string) => void }) {
  return (
    <div class="field">
      <label class="field-label" for="share-date">
        Last day
      </label>
      <input
        id="share-date"
        class="input num"
        type="date"
        min={dateOf(Date.now())}
        value={props.date}
        onInput={(event) => props.onDate(event.currentTarget.value)}
      />
    </div>
  )
}

/** What is chosen in the form; it begins anew when the link was changed. */
function createShareForm(share: () => Share | undefined) {
  const [visibility, setVisibility] = createSignal<Share['visibility']>('unlisted')
  const [password, setPassword] = createSignal('')
  const [expiry, setExpiry] = createSignal<Expiry>('never')
  const [date, setDate] = createSignal('')
  const [allowsDownload, setAllowsDownload] = createSignal(false)
  const [renderId, setRenderId] = createSignal<string>(newestVersion)
  const endDate = createMemo(() => {
    const end = share()?.expiresAt ?? null
    return end === null ? '' : dateOf(Date.parse(end))
  })
  const begin = (from: Share | undefined) => {
    setVisibility(from?.visibility ?? 'unlisted')
    setPassword('')
    setExpiry(endDate() === '' ? 'never' : 'date')
    setDate(endDate())
    setAllowsDownload(from?.allowsDownload ?? false)
    setRenderId(from?.renderId ?? newestVersion)
  }
  createEffect(on(share, begin))
  const hasPassword = () => share()?.visibility === 'password'
  const isSameEnd = () =>
    endDate() === '' ? expiry() === 'never' : expiry() === 'date' && date() === endDate()
  return {
    ...{ visibility, setVisibility, password, setPassword, expiry, setExpiry, date, setDate },
    ...{ allowsDownload, setAllowsDownload, renderId, setRenderId, hasPassword },
    isChanged: () =>
      visibility() !== share()?.visibility ||
      password() !== '' ||
      !isSameEnd() ||
      renderId() !== (share()?.renderId ?? newestVersion) ||
      allowsDownload() !== share()?.allowsDownload,
    /** What to send, or a sentence about what is missing. */
    settings(): ShareSettings | string {
      const wantsPassword = visibility() === 'password'
      const isKept = hasPassword() && password() === ''
      if (wantsPassword && !isKept && password().length < leastPasswordCharacters)
        return `A password has at least ${leastPasswordCharacters} characters.`
      const end = isSameEnd() ? (share()?.expiresAt ?? null) : endOf(expiry(), date(), Date.now())
      if (end === undefined) return 'Choose a last day that is still to come.'
      return {
        visibility: visibility(),
        expiresAt: end,
        allowsDownload: allowsDownload(),
        renderId: renderId() === newestVersion ? null : renderId(),
        ...(wantsPassword && !isKept ? { password: password() } : {}),
      }
    },
  }
}
