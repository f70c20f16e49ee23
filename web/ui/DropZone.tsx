import Upload from 'lucide-solid/icons/upload'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import './feedback.css'

/** The files of a drop or a paste; none when it carries text or a link. */
export function filesOf(transfer: DataTransfer | null): readonly File[] {
  return transfer === null ? [] : Array.from(transfer.files)
}

/** A finger cannot drop: on a telephone the same place asks to choose. */
const verb = window.matchMedia('(pointer: coarse)').matches ? 'Choose' : 'Drop'

/** A place to bring files to: click, Enter or drop. Pasting is the whole page's, see `DropAnywhere`. */
export function DropZone(props: {
  /** What is brought, after the verb: "a song". */
  readonly what: string
  readonly text: string
  /** As the `accept` attribute takes it; what a file is, the server decides by its bytes. */
  readonly accept: string
  readonly multiple?: boolean
  readonly small?: boolean
  readonly onFiles: (files: readonly File[]) => void
}) {
  const [over, setOver] = createSignal(false)
  let input: HTMLInputElement | undefined
  const take = (files: readonly File[]) => {
    if (files.length > 0) props.onFiles(props.multiple === true ? files : files.slice(0, 1))
  }
  return (
    <>
      <button
        type="button"
        class={`dropzone ${props.small === true ? 'small' : ''} ${over() ? 'over' : ''}`}
        onClick={() => input?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          event.stopPropagation()
          setOver(false)
          take(filesOf(event.dataTransfer))
        }}
      >
        <Upload aria-hidden="true" />
        <span class="dropzone-title">{`${verb} ${props.what}`}</span>
        <span class="dropzone-text">{props.text}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        multiple={props.multiple ?? false}
        onChange={(event) => {
          take(Array.from(event.currentTarget.files ?? []))
          // Choosing the same file again must be a change again.
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

/** Takes files dropped or pasted anywhere on the page, and says so while they hover. One a page. */
export function DropAnywhere(props: {
  readonly words: string
  readonly onFiles: (files: readonly File[]) => void
}) {
  const [over, setOver] = createSignal(false)
  onMount(() => {
    // Entering a child fires before leaving its parent: only the count tells when the page is left.
    let depth = 0
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth += 1
      setOver(true)
    }
    const leave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const hover = (event: DragEvent) => carriesFiles(event) && event.preventDefault()
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (event.defaultPrevented) return
      event.preventDefault()
      const files = filesOf(event.dataTransfer)
      if (files.length > 0) props.onFiles(files)
    }
    // Captured, so that a drop zone which keeps the drop for itself still ends the hovering.
    const reset = () => {
      depth = 0
      setOver(false)
    }
    const paste = (event: ClipboardEvent) => {
      const files = filesOf(event.clipboardData)
      if (files.length > 0) props.onFiles(files)
    }
    const off = new AbortController()
    const { signal } = off
    document.addEventListener('paste', paste, { signal })
    window.addEventListener('dragenter', enter, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('dragover', hover, { signal })
    window.addEventListener('drop', reset, { signal, capture: true })
    window.addEventListener('drop', drop, { signal })
    onCleanup(() => off.abort())
  })
  return (
    <Show when={over()}>
      <div class="drop-anywhere" aria-hidden="true">
        <Upload />
        {props.words}
      </div>
    </Show>
  )
}
