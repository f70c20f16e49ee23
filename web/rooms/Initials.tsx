import { createMemo } from 'solid-js'
import './initials.css'

/** The colours that people of a room are told apart by: those of the parts of songs, which keep their contrast. */
const colours = ['verse', 'chorus', 'bridge', 'drop', 'break', 'solo', 'intro'] as const

/** Somebody of the room in one or two letters and a colour of their own. Says nothing that is not written beside it. */
export function Initials(props: { readonly name: string; readonly memberId: string }) {
  const letters = createMemo(() =>
    props.name
      .split(/\s+/)
      .slice(0, 2)
      .map((word) => [...word][0]?.toUpperCase() ?? '')
      .join(''),
  )
  return (
    <span class="room-initials" data-colour={colourOf(props.memberId)} aria-hidden="true">
      {letters()}
    </span>
  )
}

/** The same colour for the same person on every device. */
export function colourOf(memberId: string): (typeof colours)[number] {
  let sum = 0
  for (const letter of memberId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973
  return colours[sum % colours.length] ?? 'intro'
}
