import LogOut from 'lucide-solid/icons/log-out'
import { Button } from '../ui/Button.tsx'
import { SegmentedControl } from '../ui/Choices.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { chooseTheme, type ThemeChoice, themeChoice } from '../ui/theme.ts'
import { sayError } from '../ui/toast.ts'
import { currentAccount, signOut } from './session.ts'
import { Tokens } from './Tokens.tsx'
import './accounts.css'

const themes: readonly { value: ThemeChoice; name: string }[] = [
  { value: 'system', name: 'As the system' },
  { value: 'dark', name: 'Dark' },
  { value: 'light', name: 'Light' },
]

/** What one sets once: how it looks here, which programs may come in, and leaving. */
export function Settings() {
  const leave = async () => {
    try {
      await signOut()
    } catch (error) {
      await sayError(error)
    }
  }
  return (
    <>
      <PageHeader title="Settings" note={currentAccount()?.email} />
      <div class="settings">
        <section class="card padded">
          <div class="setting-head">
            <div>
              <h2>Look</h2>
              <p class="small muted">Kept on this device.</p>
            </div>
            <SegmentedControl
              label="Theme"
              hideLabel
              choices={themes}
              value={themeChoice()}
              onChange={chooseTheme}
            />
          </div>
        </section>
        <Tokens />
        <section class="card padded">
          <div class="setting-head">
            <div>
              <h2>This browser</h2>
              <p class="small muted">Signing out ends the session here and nowhere else.</p>
            </div>
            <Button icon={<LogOut aria-hidden="true" />} onClick={() => void leave()}>
              Sign out
            </Button>
          </div>
        </section>
      </div>
    </>
  )
}
