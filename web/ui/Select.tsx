import { Select as Kobalte } from '@kobalte/core/select'
import Check from 'lucide-solid/icons/check'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import type { Choice } from './Choices.tsx'
import './controls.css'
import './overlays.css'

/** One of many answers, behind a button that says the chosen one. */
export function Select<T extends string>(props: {
  readonly label: string
  readonly choices: readonly Choice<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
  readonly disabled?: boolean
}) {
  const chosen = () => props.choices.find((choice) => choice.value === props.value) ?? null
  return (
    <Kobalte<Choice<T>>
      class="field"
      options={[...props.choices]}
      optionValue="value"
      optionTextValue="name"
      value={chosen()}
      // New choices make Kobalte tell the old answer again: only another one is an answer.
      onChange={(choice) => choice !== null && choice.value !== props.value && props.onChange(choice.value)}
      disallowEmptySelection
      disabled={props.disabled ?? false}
      gutter={6}
      itemComponent={(item) => (
        <Kobalte.Item item={item.item} class="menu-item">
          <Kobalte.ItemLabel class="grow">{item.item.rawValue.name}</Kobalte.ItemLabel>
          <Kobalte.ItemIndicator>
            <Check aria-hidden="true" />
          </Kobalte.ItemIndicator>
        </Kobalte.Item>
      )}
    >
      <Kobalte.Label class="field-label">{props.label}</Kobalte.Label>
      <Kobalte.Trigger class="input select-trigger">
        <Kobalte.Value<Choice<T>>>{(state) => state.selectedOption()?.name}</Kobalte.Value>
        <Kobalte.Icon>
          <ChevronDown aria-hidden="true" />
        </Kobalte.Icon>
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class="menu">
          <Kobalte.Listbox class="menu-list" />
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  )
}
