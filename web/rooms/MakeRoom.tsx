import { useNavigate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { DisplayName } from '#core/rooms/operation.ts'
import { defaultSettings, type RoomSettings } from '#core/rooms/settings.ts'
import { Button } from '../ui/Button.tsx'
import { TileChoices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { createSending } from '../ui/sending.ts'
import { TextField } from '../ui/TextField.tsx'
import { roomPath } from './address.ts'
import { makeRoom } from './calls.ts'
import { modeChoices } from './modes.ts'
import { keepName, keptName } from './own-name.ts'

/** A name and a rule make a room; all else can be decided while it is open. */
export function MakeRoom(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={props.open} title="Make a room" onClose={props.onClose}>
      <MakeRoomForm onClose={props.onClose} />
    </Dialog>
  )
}

function MakeRoomForm(props: { readonly onClose: () => void }) {
  const navigate = useNavigate()
  const [name, setName] = createSignal('')
  const [hostName, setHostName] = createSignal(keptName())
  const [mode, setMode] = createSignal<RoomSettings['mode']>(defaultSettings.mode)
  const making = createSending(async () => {
    const parsed = DisplayName.safeParse(name())
    if (!parsed.success) return 'Give the room a name, such as the place or the day: at most 40 characters.'
    const host = DisplayName.safeParse(hostName())
    const room = await makeRoom({
      name: parsed.data,
      hostName: host.success ? host.data : 'Host',
      settings: { mode: mode() },
    })
    if (host.success) keepName(host.data)
    navigate(roomPath(room.code))
    return undefined
  })
  return (
    <form class="stack" onSubmit={making.onSubmit} noValidate>
      <TextField
        label="Name"
        placeholder="Ada's kitchen"
        value={name()}
        onInput={setName}
        error={making.trouble()}
        maxLength={40}
        required
        focused
      />
      <TextField
        label="Your name in it"
        placeholder="Ada"
        hint="It stands beside the songs you add."
        value={hostName()}
        onInput={setHostName}
        maxLength={40}
      />
      <TileChoices label="What plays next" choices={modeChoices} value={mode()} onChange={setMode} />
      <div class="dialog-actions">
        <Button onClick={() => props.onClose()}>Not now</Button>
        <Button kind="primary" type="submit" busyWords={making.isSending() ? 'Making the room' : undefined}>
          Make the room
        </Button>
      </div>
    </form>
  )
}
