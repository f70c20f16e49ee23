/** The songs of the library that may be the one that is looked at. */
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { type Candidate, listCandidates, type MatchedItem } from './calls.ts'

/** Who walks through a list with the arrow keys does not ask for every song on the way. */
const pauseMs = 140

/** Fetches the candidates of whatever song is looked at. An answer that comes after the next song is thrown away. */
export function createCandidates(playlistId: string, row: Accessor<MatchedItem | undefined>) {
  const [list, setList] = createSignal<readonly Candidate[]>([])
  const [isLooking, setLooking] = createSignal(false)
  const [trouble, setTrouble] = createSignal<unknown>()
  // A song that was decided about is still the same song.
  const position = createMemo(() => row()?.position)
  let timer: ReturnType<typeof setTimeout> | undefined

  const look = async (asked: number) => {
    try {
      const found = await listCandidates(playlistId, asked)
      if (position() !== asked) return
      setList(found)
      setTrouble(undefined)
    } catch (error) {
      if (position() === asked) setTrouble(() => error)
    } finally {
      if (position() === asked) setLooking(false)
    }
  }
  createEffect(
    on(position, (asked) => {
      clearTimeout(timer)
      setList([])
      if (asked === undefined) return
      setLooking(true)
      timer = setTimeout(() => void look(asked), pauseMs)
    }),
  )
  onCleanup(() => clearTimeout(timer))
  return { list, isLooking, trouble }
}

/** See `createCandidates`. */
export type Candidates = ReturnType<typeof createCandidates>
