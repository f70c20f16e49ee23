import Unlink from 'lucide-solid/icons/unlink'

/** Nothing is at this link: why, as far as anybody may know, and where to go. */
export function Gone() {
  return (
    <div class="watch-card">
      <Unlink class="watch-mark" aria-hidden="true" />
      <h1>No video here</h1>
      <p class="muted">
        The link may have been turned off, its time may be over, or a letter of it got lost. Ask whoever sent
        it to you for a new one.
      </p>
      <a class="button large" href="/">
        See what Cuecraft is
      </a>
    </div>
  )
}
