import Music from 'lucide-solid/icons/music'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, type JSX } from 'solid-js'
import { ApiError, ConnectionError } from '../api/problem.ts'
import { Button, ButtonLink, IconButton } from '../ui/Button.tsx'
import { type Choice, SegmentedControl, TileChoices } from '../ui/Choices.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { DropZone } from '../ui/DropZone.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Facts, PageHeader, SectionHead } from '../ui/Page.tsx'
import { Progress } from '../ui/Progress.tsx'
import { Select } from '../ui/Select.tsx'
import { Slider } from '../ui/Slider.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/States.tsx'
import { StatusChip } from '../ui/StatusChip.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { say, sayError } from '../ui/toast.ts'
import { Swatches } from './Swatches.tsx'
import './gallery.css'

/** Every component in every state, for whoever builds Cuecraft. */
export function Gallery() {
  return (
    <>
      <PageHeader title="Components" note="Every part of the look, in every state. Only on a local stack." />
      <Swatches />
      <Buttons />
      <Fields />
      <ChoicesInAllStates />
      <Sliders />
      <Feedback />
      <Overlays />
      <States />
    </>
  )
}

/** One kind of component with all its states in a row. */
function Shelf(props: { readonly title: string; readonly note?: string; readonly children: JSX.Element }) {
  return (
    <section class="shelf">
      <SectionHead title={props.title} note={props.note} />
      <div class="shelf-items">{props.children}</div>
    </section>
  )
}

function Buttons() {
  return (
    <Shelf title="Buttons" note="Tab through them: each shows its focus">
      <Button kind="primary" icon={<Plus aria-hidden="true" />}>
        Make a video
      </Button>
      <Button>Quiet</Button>
      <Button kind="ghost">Ghost</Button>
      <Button kind="danger" icon={<Trash aria-hidden="true" />}>
        Delete
      </Button>
      <Button kind="primary" size="large">
        Large
      </Button>
      <Button disabled>Disabled</Button>
      <Button kind="primary" busyWords="Sending…">
        Send
      </Button>
      <ButtonLink href="/songs">A link</ButtonLink>
      <IconButton label="Rename" icon={<Pencil aria-hidden="true" />} kind="ghost" />
    </Shelf>
  )
}

function Fields() {
  const [title, setTitle] = createSignal('Night drive')
  const [mail, setMail] = createSignal('ada@')
  return (
    <Shelf title="Fields">
      <TextField label="Title" value={title()} onInput={setTitle} hint="What your listeners see" />
      <TextField
        label="E-mail"
        value={mail()}
        onInput={setMail}
        type="email"
        error="This is no e-mail address yet."
      />
      <TextField label="Empty" value="" onInput={() => undefined} placeholder="Nothing here yet" />
      <TextField label="Disabled" value="Cannot be changed" onInput={() => undefined} disabled />
    </Shelf>
  )
}

const aspects: readonly Choice<'16:9' | '9:16' | '1:1'>[] = [
  { value: '16:9', name: 'Wide', note: 'Television and computers' },
  { value: '9:16', name: 'Tall', note: 'Telephones' },
  { value: '1:1', name: 'Square', note: 'Feeds' },
]

function ChoicesInAllStates() {
  const [aspect, setAspect] = createSignal<'16:9' | '9:16' | '1:1'>('16:9')
  const shared = () => ({ choices: aspects, value: aspect(), onChange: setAspect })
  return (
    <Shelf title="Choices" note="The same answer in four forms">
      <SegmentedControl label="Shape" {...shared()} />
      <SegmentedControl label="Shape, disabled" {...shared()} disabled />
      <Select label="Shape, of many" {...shared()} />
      <Select label="Shape, of many, disabled" {...shared()} disabled />
      <div class="shelf-wide">
        <TileChoices label="Shape, with pictures" {...shared()} />
      </div>
    </Shelf>
  )
}

function Sliders() {
  const [percent, setPercent] = createSignal(40)
  const shared = () => ({
    value: percent(),
    min: 0,
    max: 100,
    step: 1,
    words: `${percent()} %`,
    onInput: setPercent,
  })
  return (
    <Shelf title="Sliders" note="Arrow keys move them, too">
      <Slider label="Strength" {...shared()} />
      <Slider label="Strength, without its label" {...shared()} hideLabel />
      <Slider label="Strength, disabled" {...shared()} disabled />
    </Shelf>
  )
}

const tones = ['quiet', 'busy', 'good', 'warn', 'bad'] as const

function Feedback() {
  return (
    <Shelf title="Progress and status">
      <div class="shelf-wide stack">
        <Progress label="waiting for its turn" value={0} />
        <Progress label="encoding 12 of 41 parts" value={0.42} note="9 s left" />
        <Progress label="done" value={1} />
      </div>
      <For each={tones}>{(tone) => <StatusChip tone={tone}>{tone}</StatusChip>}</For>
      <Button onClick={() => void say({ tone: 'good', title: 'Saved', text: 'The title is changed.' })}>
        Say something good
      </Button>
      <Button onClick={() => void sayError(new ConnectionError())}>Say something bad</Button>
      <div class="shelf-wide">
        <Facts
          facts={[
            { name: 'Cuts', value: '41', note: 'none off its frame' },
            { name: 'Loudness', value: '-14.0', note: 'LUFS, as streaming asks' },
            { name: 'Pieces', value: '39 of 41', note: 'were there already' },
          ]}
        />
      </div>
    </Shelf>
  )
}

function Overlays() {
  const [asking, setAsking] = createSignal(false)
  const [confirming, setConfirming] = createSignal(false)
  const items = [
    { kind: 'action', name: 'Rename', onSelect: () => setAsking(true) },
    { kind: 'action', name: 'Not now', onSelect: () => undefined, disabled: true },
    { kind: 'line' },
    { kind: 'action', name: 'Delete', onSelect: () => setConfirming(true), danger: true },
  ] as const
  return (
    <Shelf title="Overlays">
      <Menu label="More" icon={() => <Music aria-hidden="true" />} heading="Night drive" items={items} />
      <Button onClick={() => setAsking(true)}>Open a dialog</Button>
      <Button onClick={() => setConfirming(true)}>Ask once more</Button>
      <Tooltip text="The part of the volume that listeners call loud, measured as EBU R 128 says.">
        <span class="hinted">LUFS</span>
      </Tooltip>
      <Dialog title="Rename the song" open={asking()} onClose={() => setAsking(false)}>
        <Button onClick={() => setAsking(false)}>Close</Button>
      </Dialog>
      <ConfirmDialog
        title="Delete the song?"
        text="Its analysis goes with it. This cannot be taken back."
        confirmWords="Delete"
        open={confirming()}
        onConfirm={() => setConfirming(false)}
        onClose={() => setConfirming(false)}
      />
    </Shelf>
  )
}

const refused = new ApiError({
  type: 'https://cuecraft.dev/problems/too-large',
  title: 'This is larger than we take',
  status: 413,
  detail: 'A form takes files of up to 50 MB.',
  requestId: 'req_01JEXAMPLE',
})

function States() {
  return (
    <Shelf title="Empty, loading, failed, offline">
      <div class="shelf-half">
        <EmptyState icon={<Music />} title="No songs yet" text="Drop one here, and it is analysed at once.">
          <Button kind="primary">Bring a song</Button>
        </EmptyState>
      </div>
      <div class="shelf-half stack">
        <Skeleton height="24px" width="60%" />
        <Skeleton height="120px" round />
      </div>
      <div class="shelf-half">
        <ErrorState error={refused} />
      </div>
      <div class="shelf-half">
        <ErrorState error={new ConnectionError()} onRetry={() => undefined} />
      </div>
      <div class="shelf-wide">
        <DropZone what="songs" text="MP3, WAV, FLAC, OGG or M4A" accept="audio/*" onFiles={() => undefined} />
      </div>
    </Shelf>
  )
}
