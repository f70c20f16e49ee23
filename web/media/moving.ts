/** Moves the drawn pictures on a page that are in view, as many a frame as there is time for. */

/** Draws one picture as it is at a moment. */
type Draw = (atMs: number) => void

/** What all of them together may take of a frame of the screen: the page stays quick, however many there are. */
const budgetMs = 5
/** Slow pictures do not gain by more. */
const leastGapMs = 50

const moving = new Map<Draw, number>()
let isAsked = false

/** Draws a picture again and again until the answered function is called. */
export function move(draw: Draw): () => void {
  moving.set(draw, 0)
  if (!isAsked) requestAnimationFrame(drawSome)
  isAsked = true
  return () => moving.delete(draw)
}

function drawSome(atMs: number): void {
  const startMs = performance.now()
  // Those that waited longest are first: whoever is drawn goes to the end of the map.
  for (const [draw, drawnMs] of [...moving]) {
    if (atMs - drawnMs < leastGapMs) continue
    moving.delete(draw)
    moving.set(draw, atMs)
    draw(atMs)
    if (performance.now() - startMs > budgetMs) break
  }
  isAsked = moving.size > 0
  if (isAsked) requestAnimationFrame(drawSome)
}
