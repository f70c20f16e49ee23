import { RadioGroup } from '@kobalte/core/radio-group'
import Download from 'lucide-solid/icons/download'
import { createSignal, For, type JSX } from 'solid-js'
import { WrittenFormat } from '#core/playlists/formats.ts'
import { Button, DownloadLink } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatName, lossWords } from './format-words.ts'
import './export-dialog.css'

/** Takes a list of songs along as a file: each format with what it cannot carry, said before and not after. */
export function ExportDialog(props: {
  readonly title: string
  readonly urlOf: (format: WrittenFormat) => string
  readonly onClose: () => void
  /** Another way to take it along. */
  readonly children?: JSX.Element
}) {
  const [format, setFormat] = createSignal<WrittenFormat>('json')
  return (
    <Dialog open title="Export" text={`"${props.title}" as a file`} onClose={props.onClose}>
      <RadioGroup
        value={format()}
        onChange={(value) => setFormat(WrittenFormat.parse(value))}
        class="formats"
      >
        <RadioGroup.Label class="unseen">Format</RadioGroup.Label>
        <For each={WrittenFormat.options}>
          {(each) => (
            <RadioGroup.Item value={each} class="format">
              <RadioGroup.ItemInput />
              <span class="format-mark" aria-hidden="true" />
              <span class="grow">
                <RadioGroup.ItemLabel class="format-name">{formatName(each)}</RadioGroup.ItemLabel>
                <RadioGroup.ItemDescription class="format-loss small">
                  {lossWords(each)}
                </RadioGroup.ItemDescription>
              </span>
            </RadioGroup.Item>
          )}
        </For>
      </RadioGroup>
      {props.children}
      <div class="dialog-actions">
        <Button onClick={() => props.onClose()}>Not now</Button>
        <DownloadLink
          kind="primary"
          href={props.urlOf(format())}
          fileName=""
          icon={<Download aria-hidden="true" />}
        >
          Download {formatName(format())}
        </DownloadLink>
      </div>
    </Dialog>
  )
}
