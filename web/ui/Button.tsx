import { A } from '@solidjs/router'
import { type JSX, Show, splitProps } from 'solid-js'
import './controls.css'

/** `primary` is the one thing a screen wants done; `quiet` is everything else; `ghost` has no ground of its own. */
export type ButtonKind = 'primary' | 'quiet' | 'ghost' | 'danger'

type Look = {
  readonly kind?: ButtonKind
  readonly size?: 'medium' | 'large'
  readonly icon?: JSX.Element
}

function classOf(look: Look, extra: string | undefined): string {
  const kind = look.kind ?? 'quiet'
  return ['button', kind === 'quiet' ? '' : kind, look.size === 'large' ? 'large' : '', extra ?? '']
    .filter((name) => name !== '')
    .join(' ')
}

/** A button with words. While `busyWords` is set it says those and does nothing. */
export function Button(
  props: Look & JSX.ButtonHTMLAttributes<HTMLButtonElement> & { readonly busyWords?: string | undefined },
) {
  const [own, rest] = splitProps(props, [
    'kind',
    'size',
    'icon',
    'class',
    'children',
    'busyWords',
    'disabled',
  ])
  return (
    <button
      type="button"
      {...rest}
      disabled={own.disabled === true || own.busyWords !== undefined}
      aria-busy={own.busyWords !== undefined}
      class={classOf(own, own.class)}
    >
      {own.icon}
      <Show when={own.busyWords} fallback={own.children}>
        {own.busyWords}
      </Show>
    </button>
  )
}

/** A link that looks like a button: it goes somewhere inside the app. */
export function ButtonLink(
  props: Look & { readonly href: string; readonly class?: string; readonly children: JSX.Element },
) {
  return (
    <A href={props.href} class={classOf(props, props.class)}>
      {props.icon}
      {props.children}
    </A>
  )
}

/** A link that saves a file. */
export function DownloadLink(
  props: Look & {
    readonly href: string
    readonly fileName: string
    readonly class?: string
    readonly children: JSX.Element
  },
) {
  return (
    <a href={props.href} download={props.fileName} class={classOf(props, props.class)}>
      {props.icon}
      {props.children}
    </a>
  )
}

/** A button that is only a picture: `label` is its name for everybody who does not see it, and its hint on hover. */
export function IconButton(
  props: Look &
    JSX.ButtonHTMLAttributes<HTMLButtonElement> & { readonly label: string; readonly round?: boolean },
) {
  const [own, rest] = splitProps(props, ['kind', 'size', 'icon', 'class', 'label', 'round', 'children'])
  return (
    <button
      type="button"
      title={own.label}
      aria-label={own.label}
      {...rest}
      class={`${classOf(own, own.class)} icon ${own.round === true ? 'round' : ''}`}
    >
      {own.icon ?? own.children}
    </button>
  )
}
