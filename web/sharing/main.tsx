/** The page of a link, built apart from the app: whoever only wants to watch fetches nothing else. */
import { render } from 'solid-js/web'
import { WatchPage } from './WatchPage.tsx'
import '../ui/fonts.css'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/controls.css'
import './watch.css'

const place = document.querySelector('#app')
const [, , slug = ''] = window.location.pathname.split('/')
// An address without a slug leads nowhere, like one that is mistyped.
if (place !== null) render(() => <WatchPage slug={slug === '' ? 'none' : slug} />, place)
