/** `npm run bench`: every bench, one after another, each with its table. */
import { runAnalysisBench } from '../bench/analysis.ts'
import { runDeviceBench } from '../bench/device.ts'
import { runDriftBench } from '../bench/drift.ts'
import { runEditorBench } from '../bench/editor.ts'
import { runPlaylistsBench } from '../bench/playlists.ts'
import { runPreviewBench } from '../bench/preview.ts'
import { runRenderBench } from '../bench/render.ts'
import { runRoomBench } from '../bench/room.ts'
import { runWebBench } from '../bench/web.ts'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { runScript } from './stack/script.ts'

await runScript(async () => {
  const ffmpegPath = locateFfmpeg()
  await runAnalysisBench([], { ffmpegPath })
  await runRenderBench([], { ffmpegPath })
  await runPreviewBench({ ffmpegPath })
  await runWebBench()
  await runEditorBench()
  await runDeviceBench()
  await runDriftBench({ ffmpegPath })
  await runRoomBench()
  await runPlaylistsBench()
})
