/** `npm run bench:device`: what a browser does by itself, and how long it takes. */
import { runDeviceBench } from '../bench/device.ts'
import { runScript } from './stack/script.ts'

await runScript(runDeviceBench)
