import { children, createEffect, For, type JSX, onMount, Show } from 'solid-js'
import { takeTitleFocus } from './focus.ts'
import './layout.css'

/** The name of the page, what can be said under it, and what can be done beside it. Names the browser's tab too. */
export function PageHeader(props: {
  readonly title: string
  readonly note?: JSX.Element
  readonly over?: string
  readonly children?: JSX.Element
}) {
  let title: HTMLHeadingElement | undefined
  // Made once: to ask for them and then to show them would make them twice, with every dialog that they open.
  const note = children(() => props.note)
  const side = children(() => props.children)
  createEffect(() => {
    document.title = `${props.title} · Cuecraft`
  })
  onMount(() => title !== undefined && takeTitleFocus(title))
  return (
    <header class="page-header">
      <div class="grow">
        <Show when={props.over}>
          <p class="label">{props.over}</p>
        </Show>
        <h1 ref={title} tabIndex={-1}>
          {props.title}
        </h1>
        <Show when={note()}>
          <p class="page-note">{note()}</p>
        </Show>
      </div>
      <Show when={side()}>
        <div class="page-header-side">{side()}</div>
      </Show>
    </header>
  )
}

/** The name of a part of a page, and a remark at its end. */
export function SectionHead(props: {
  readonly title: string
  readonly note?: string | undefined
  readonly children?: JSX.Element
}) {
  return (
    <div class="section-head">
      <h2>{props.title}</h2>
      <Show when={props.note} fallback={props.children}>
        <p class="small muted num">{props.note}</p>
      </Show>
    </div>
  )
}

/** A measured fact: its name, its value in large, and what it means. */
export type Fact = { readonly name: string; readonly value: string; readonly note: string }

/** Facts side by side, without an empty cell at any width. */
export function Facts(props: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      <For each={props.facts}>
        {(fact) => (
          <div class="fact">
            <dt class="label">{fact.name}</dt>
            <dd>
              <span class="fact-value">{fact.value}</span>
              <span class="fact-note">{fact.note}</span>
            </dd>
          </div>
        )}
      </For>
    </dl>
  )
}
