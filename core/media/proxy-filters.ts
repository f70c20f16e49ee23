/** What FFmpeg does to a clip's pictures for its proxy, in the media service and in a browser alike. */
import { momentSlackSeconds } from '../timeline/speed.ts'
import { proxyForm, type proxySize } from './clip-proxy.ts'

const { frameRate } = proxyForm

/**
 * The times and colours of the render (`container/render/clip-frames.ts`), from the clip's first moment on: a picture is first
 * shown on the frame before which lie all moments that come before it. Of pictures that begin on one frame, the newest is
 * kept; the quarter of a frame lets the end, which FFmpeg rounds up, come after the last of them.
 */
export function proxyFilters({ widthPixels, heightPixels }: ReturnType<typeof proxySize>): string {
  return [
    'settb=AVTB',
    `setpts='(0.25+max(0,ceil((T-${momentSlackSeconds})*${frameRate})))*${1e6 / frameRate}'`,
    `fps=fps=${frameRate}:round=near:start_time=0:eof_action=pass`,
    `scale=${widthPixels}:${heightPixels}:flags=bicubic:out_color_matrix=bt709:out_range=tv`,
    'setsar=1,format=yuv420p',
    'setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709',
  ].join(',')
}
