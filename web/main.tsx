import { Router } from '@solidjs/router'
import { render } from 'solid-js/web'
import { routes } from './routes.tsx'
import { keepShell } from './shell/keep-shell.ts'
import { Shell } from './shell/Shell.tsx'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'

const place = document.querySelector('#app')
if (place !== null) render(() => <Router root={Shell}>{routes}</Router>, place)
keepShell()
