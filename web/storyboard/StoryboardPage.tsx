import { A, useParams } from '@solidjs/router'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import Film from 'lucide-solid/icons/film'
import Sparkles from 'lucide-solid/icons/sparkles'
import { For, onMount, Show, untrack } from 'solid-js'
import { getVideo } from '../api/calls.ts'
import { createLoaded } from '../api/loaded.ts'
import { createLibrary } from '../media/library.ts'
import { getSongDocuments } from '../songs/documents.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { PageHeader, SectionHead } from '../ui/Page.tsx'
import { RestoredNotice } from '../ui/RestoredNotice.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { counted } from '../ui/words.ts'
import { BudgetCard } from './BudgetCard.tsx'
import { type Board, createBoard } from './board.ts'
import { getMonthBudget, getStoryboard, listModels } from './calls.ts'
import type { OpenedBoard } from './kept.ts'
import { PlacedNote, RefusedNote } from './Notes.tsx'
import { PartCard } from './PartCard.tsx'
import { createMusic } from './part-music.ts'
import { SharedCard } from './SharedCard.tsx'
import { pressWords } from './words.ts'
import './storyboard.css'

/** The storyboard of a video: for each part of its song a wish, takes of it, and the one that is picked. */
export function StoryboardPage() {
  const params = useParams<{ videoId: string }>()
  return (
    <div class="with-main-action">
      <Show keyed when={params.videoId}>
        {(videoId) => <OneStoryboard videoId={videoId} />}
      </Show>
    </div>
  )
}

async function openBoard(videoId: string): Promise<OpenedBoard> {
  const [video, storyboard, models, budget] = await Promise.all([
    getVideo(videoId),
    getStoryboard(videoId),
    listModels(),
    getMonthBudget(),
  ])
  return { video, storyboard, models, budget, documents: await getSongDocuments(video.songId) }
}

function OneStoryboard(props: { readonly videoId: string }) {
  const opened = createLoaded(() => props.videoId, openBoard)
  return (
    <LoadedView
      of={opened}
      loading={<BoardSkeleton />}
      elsewhere={{ href: '/videos', words: 'Go to your videos' }}
    >
      {(value) => <LoadedBoard opened={value()} />}
    </LoadedView>
  )
}

function LoadedBoard(props: { readonly opened: OpenedBoard }) {
  // Once: what was opened is where the page begins, and it keeps itself from there on.
  const board = createBoard(untrack(() => props.opened))
  onMount(() => void board.unsaved.findLost())
  const library = createLibrary()
  const music = createMusic(board)
  const parts = () => board.board.parts
  const closed = () => board.models.find(({ isAvailable }) => !isAvailable)?.whyNot
  const spends = () =>
    board.budget().chargedMicroDollars > 0 ||
    board.models.some((model) => model.isAvailable && model.priceMicroDollars > 0)
  return (
    <>
      <BoardHeader board={board} />
      <RefusedNote board={board} partId={undefined} />
      <PlacedNote board={board} />
      <Show when={board.unsaved.isNews()}>
        <RestoredNotice onGoOn={board.unsaved.dismiss} onTakeBack={board.unsaved.takeBack} />
      </Show>
      <div class="storyboard">
        <section aria-label="Parts of the song" class="storyboard-parts">
          <SectionHead title="Parts" note={counted(parts().length, 'part')} />
          <ol class="stack">
            <For each={parts()}>
              {(part) => (
                <li>
                  <PartCard board={board} part={part} library={library} music={music} />
                </li>
              )}
            </For>
          </ol>
        </section>
        <div class="stack storyboard-side">
          <SharedCard board={board} library={library} />
          <Show when={spends()}>
            <BudgetCard board={board} />
          </Show>
          <Show when={closed()}>
            {(words) => (
              <p class="small muted">Models that make clips from words and pictures are off. {words()}</p>
            )}
          </Show>
        </div>
      </div>
    </>
  )
}

function BoardHeader(props: { readonly board: Board }) {
  const { board, order, place, unplaced, busy, video } = props.board
  const without = () => board.parts.filter(({ takes }) => takes.every(({ result }) => result === null))
  /** Parts that have no picture are made first; with none of those, another take of all. */
  const asked = () => (without().length > 0 ? without() : board.parts)
  const canPlace = () => unplaced().length > 0
  /** Once every part has a picture, more of them are wanted by whoever says so. */
  const isFirst = () => !canPlace() && without().length > 0
  return (
    <PageHeader
      over="Storyboard"
      title={video.title}
      note={
        <>
          A picture for each part of the song. <A href={`/videos/${video.id}`}>To the video</A>
        </>
      }
    >
      <ButtonLink
        size="large"
        kind="ghost"
        icon={<Clapperboard aria-hidden="true" />}
        href={`/videos/${video.id}/edit`}
      >
        Edit
      </ButtonLink>
      <Button
        size="large"
        kind={isFirst() ? 'primary' : 'quiet'}
        class={isFirst() ? 'main-action' : ''}
        icon={<Sparkles aria-hidden="true" />}
        busyWords={busy() === 'ordering' ? 'Asking' : undefined}
        onClick={() => void order(asked())}
      >
        {pressWords(asked(), board.parts.length > 1 ? asked()[0]?.title : undefined)}
      </Button>
      <Show when={canPlace()}>
        <Button
          size="large"
          kind="primary"
          class="main-action"
          icon={<Film aria-hidden="true" />}
          busyWords={busy() === 'placing' ? 'Putting it in' : undefined}
          onClick={() => void place()}
        >
          Put {counted(unplaced().length, 'part')} in the video
        </Button>
      </Show>
    </PageHeader>
  )
}

function BoardSkeleton() {
  return (
    <div class="stack">
      <Skeleton height="44px" width="40%" />
      <Skeleton height="220px" round />
      <Skeleton height="320px" round />
      <Skeleton height="320px" round />
    </div>
  )
}
