import EllipsisVertical from 'lucide-solid/icons/ellipsis-vertical'
import Unplug from 'lucide-solid/icons/unplug'
import { createSignal } from 'solid-js'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Menu } from '../ui/Menu.tsx'
import { say, sayError } from '../ui/toast.ts'
import { disconnect } from './calls.ts'

/** What is seldom done to a connection: ending it. */
export function ConnectedMenu(props: { readonly onLeft: () => void }) {
  const [asking, setAsking] = createSignal(false)
  const leave = async () => {
    setAsking(false)
    try {
      await disconnect()
      await say({
        tone: 'good',
        title: 'Disconnected',
        text: 'What Cuecraft knew of your sign-in is deleted.',
      })
      props.onLeft()
    } catch (error) {
      await sayError(error, 'Still connected')
    }
  }
  return (
    <>
      <Menu
        label="More for the connection"
        icon={() => <EllipsisVertical aria-hidden="true" />}
        items={[
          {
            kind: 'action',
            name: 'Disconnect',
            icon: () => <Unplug aria-hidden="true" />,
            danger: true,
            onSelect: () => setAsking(true),
          },
        ]}
      />
      <ConfirmDialog
        open={asking()}
        title="Disconnect from Spotify?"
        text="The sign-in kept here is deleted. Snapshots stay. To take the consent itself back, remove Cuecraft on the apps page of your Spotify account."
        confirmWords="Disconnect"
        keepWords="Stay connected"
        onConfirm={() => void leave()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
