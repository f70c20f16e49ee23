import Download from 'lucide-solid/icons/download'
import Share2 from 'lucide-solid/icons/share-2'
import { Show } from 'solid-js'
import type { Proof } from '../../api/shapes.ts'
import { Announce } from '../../ui/Announce.tsx'
import { Button, DownloadLink } from '../../ui/Button.tsx'
import { bytesOf } from '../../ui/words.ts'
import { proofWords } from '../video-words.ts'
import type { Finished } from './device-work.ts'

/** What was made here: looked at, saved, shared, or made once more. */
export function FinishDone(props: { readonly finished: Finished; readonly onAgain: () => void }) {
  const canShare = () => navigator.canShare?.({ files: [props.finished.file] }) === true
  const share = () =>
    // Whoever closes the share sheet changed their mind; nothing failed.
    void navigator.share({ files: [props.finished.file] }).catch(() => undefined)
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: what is sung is written into the picture */}
      <video class="finish-video" controls playsinline src={props.finished.url} aria-label="What was made" />
      <p class="small muted num">
        {[bytesOf(props.finished.file.size), wordsOfProof(props.finished.proof)].filter(Boolean).join(' · ')}
      </p>
      <div class="dialog-actions">
        <Button onClick={() => props.onAgain()}>Another one</Button>
        <Show when={canShare()}>
          <Button icon={<Share2 aria-hidden="true" />} onClick={share}>
            Share
          </Button>
        </Show>
        <DownloadLink
          kind="primary"
          icon={<Download aria-hidden="true" />}
          href={props.finished.url}
          fileName={props.finished.file.name}
        >
          Save
        </DownloadLink>
      </div>
      <Announce text="The file is ready" />
    </>
  )
}

function wordsOfProof(proof: Proof | undefined): string | undefined {
  return proof === undefined ? undefined : proofWords(proof)
}
