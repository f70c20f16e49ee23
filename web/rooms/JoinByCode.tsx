import { useNavigate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { parseRoomCode } from '#core/rooms/code.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { roomPath } from './address.ts'

/** Asks for the code that a host shows, and goes into its room: as somebody, or as a screen. */
export function JoinByCode(props: { readonly isScreen?: boolean }) {
  const navigate = useNavigate()
  const [written, setWritten] = createSignal('')
  const [trouble, setTrouble] = createSignal<string>()
  const go = (event: SubmitEvent) => {
    event.preventDefault()
    const code = parseRoomCode(written())
    if (code === undefined) setTrouble('A code has six letters and figures, such as K7M-2QX.')
    else navigate(roomPath(code, props.isScreen))
  }
  return (
    <form class="room-one-field" onSubmit={go} noValidate>
      <TextField
        label="Code of the room"
        name="code"
        placeholder="ABC-DEF"
        value={written()}
        onInput={(value) => {
          setWritten(value.toUpperCase())
          setTrouble(undefined)
        }}
        error={trouble()}
        maxLength={12}
      />
      <Button type="submit">Go in</Button>
    </form>
  )
}
