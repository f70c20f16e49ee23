import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import { For, Show } from 'solid-js'
import type { MenuProps } from './menu-props.ts'

/** The menu itself, open from the start because somebody has just asked for it. */
export function MenuContent(props: MenuProps) {
  return (
    <DropdownMenu defaultOpen gutter={6} placement="bottom-end">
      <DropdownMenu.Trigger
        class={props.triggerClass ?? 'button ghost icon'}
        aria-label={props.label}
        title={props.label}
      >
        {props.icon()}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu">
          <Show when={props.heading}>
            <div class="menu-heading clip">{props.heading}</div>
          </Show>
          <For each={props.items}>
            {(item) => (
              <Show
                when={item.kind === 'action' && item}
                fallback={<DropdownMenu.Separator class="menu-line" />}
              >
                {(action) => (
                  <DropdownMenu.Item
                    class={action().danger === true ? 'menu-item danger' : 'menu-item'}
                    disabled={action().disabled ?? false}
                    onSelect={() => action().onSelect()}
                  >
                    {action().icon?.()}
                    {action().name}
                  </DropdownMenu.Item>
                )}
              </Show>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  )
}
