import { createSignal, Show } from 'solid-js'
import { dollarsText, parseDollars } from '#core/storyboard/money.ts'
import { wordsOfError } from '../api/problem.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { Board } from './board.ts'
import type { Budget } from './shapes.ts'
import { budgetShares, budgetWords, priceWords, totalOf } from './words.ts'

/** Goes to where the budget is set. */
export function focusBudget(): void {
  const field = document.querySelector<HTMLInputElement>('.budget-card input')
  field?.scrollIntoView({ block: 'center' })
  field?.focus()
}

/** What may be spent, what is spent, what takes under way will cost, and what a take of every part costs. */
export function BudgetCard(props: { readonly board: Board }) {
  const { board, budget } = props.board
  return (
    <section class="card padded stack budget-card" aria-labelledby="budget-title">
      <h2 id="budget-title">Budget</h2>
      <p class="small muted num">A take of every part: {priceWords(totalOf(board.parts))}</p>
      <Show when={budget().limitMicroDollars === 0}>
        <p class="small">Nothing may be spent yet. Say how much a month; it is never passed.</p>
      </Show>
      <BudgetBar name="This month" budget={budget()} />
      <LimitField
        label="At most a month, in dollars"
        hint="Only takes that were delivered are charged."
        limit={budget().limitMicroDollars}
        onSave={async (limit) => await props.board.setMonthLimit(limit ?? 0)}
      />
      <BudgetBar name="This video" budget={board.budget} />
      <LimitField
        label="At most for this video, in dollars"
        hint="Left empty, the month's budget alone holds."
        mayBeEmpty
        limit={board.budget.limitMicroDollars}
        onSave={async (budgetMicroDollars) => await props.board.change({ budgetMicroDollars })}
      />
    </section>
  )
}

function BudgetBar(props: { readonly name: string; readonly budget: Budget }) {
  const shares = () => budgetShares(props.budget)
  return (
    <div class="budget">
      <Show when={props.budget.limitMicroDollars !== null}>
        <span class="budget-bar" aria-hidden="true">
          <span class="budget-spent" style={{ width: `${100 * shares().spent}%` }} />
          <span class="budget-reserved" style={{ width: `${100 * shares().reserved}%` }} />
        </span>
      </Show>
      <p class="small num">
        <strong>{props.name}:</strong> {budgetWords(props.budget)}
      </p>
    </div>
  )
}

/** An amount that is a ceiling, changed with a press. */
function LimitField(props: {
  readonly label: string
  readonly hint: string
  readonly limit: number | null
  readonly mayBeEmpty?: boolean
  readonly onSave: (limit: number | null) => Promise<void>
}) {
  const shown = () => (props.limit === null ? '' : dollarsText(props.limit).slice(1))
  const [text, setText] = createSignal(shown())
  const [fault, setFault] = createSignal<string>()
  const [isBusy, setBusy] = createSignal(false)
  const save = async () => {
    const written = text().trim().replace(/^\$/, '')
    const isEmpty = written === '' && props.mayBeEmpty === true
    const limit = isEmpty ? null : parseDollars(written)
    if (limit === undefined) return setFault('An amount such as 5 or 12.50.')
    setBusy(true)
    try {
      await props.onSave(limit)
      setText(shown())
      setFault(undefined)
    } catch (error) {
      setFault(wordsOfError(error).detail)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      class="limit"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField label={props.label} hint={props.hint} value={text()} error={fault()} onInput={setText} />
      <Button type="submit" disabled={text().trim() === shown()} busyWords={isBusy() ? 'Saving' : undefined}>
        Set
      </Button>
    </form>
  )
}
