import { createSignal, Show } from 'solid-js'
import { shownRoomCode } from '#core/rooms/code.ts'
import { CopyButton } from '../sharing/CopyButton.tsx'
import { QrCode } from '../sharing/QrCode.tsx'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { roomPath, roomUrl } from './address.ts'
import type { Live } from './live.ts'
import './invite.css'

/** How others come in: the code to say, the square to point a camera at, the link to send. */
export function Invite(props: { readonly live: Live }) {
  const state = () => props.live.room.state()
  const code = () => state()?.code ?? ''
  return (
    <section class="room-invite" aria-labelledby="room-invite-title">
      <h2 id="room-invite-title" class="label">
        Come in
      </h2>
      <Show
        when={state()?.status !== 'locked'}
        fallback={<p class="muted">The room is locked. Who is in stays in, nobody new comes.</p>}
      >
        <div class="room-invite-code">
          <QrCode text={roomUrl(code())} label={`Link to the room ${shownRoomCode(code())}`} />
          <div class="stack">
            <p class="room-code num">{shownRoomCode(code())}</p>
            <p class="small muted">Point a camera here, or type the code at {window.location.host}/rooms.</p>
            <CopyButton text={roomUrl(code())} label="Copy the link to this room" />
          </div>
        </div>
      </Show>
      <Show when={props.live.isHost()}>
        <Doors live={props.live} />
      </Show>
    </section>
  )
}

function Doors(props: { readonly live: Live }) {
  const { room } = props.live
  const [closing, setClosing] = createSignal(false)
  const isLocked = () => room.state()?.status === 'locked'
  return (
    <div class="room-doors">
      <Button onClick={() => room.wish({ kind: 'set-status', status: isLocked() ? 'open' : 'locked' })}>
        {isLocked() ? 'Unlock' : 'Lock'}
      </Button>
      <Button onClick={() => room.wish({ kind: 'rotate-code' })}>New code</Button>
      <a class="button" href={roomPath(room.state()?.code ?? '', true)} target="_blank" rel="noopener">
        Open the TV view
      </a>
      <Show when={room.me()?.role === 'host'}>
        <Button kind="ghost" class="danger" onClick={() => setClosing(true)}>
          Close the room
        </Button>
      </Show>
      <ConfirmDialog
        open={closing()}
        title="Close the room?"
        text="The music stops and everybody is sent home. The night stays in its history, and you can make a new room of what still waits."
        confirmWords="Close it"
        keepWords="Keep it open"
        onConfirm={() => {
          room.wish({ kind: 'set-status', status: 'closed' })
          setClosing(false)
        }}
        onClose={() => setClosing(false)}
      />
    </div>
  )
}
