import { useSearchParams } from '@solidjs/router'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import { lazy, Show, Suspense } from 'solid-js'
import { mostTitleCharacters } from '#core/language/title.ts'
import type { VisualLook } from '#core/timeline/timeline.ts'
import { lookName } from '../media/looks.ts'
import { Button } from '../ui/Button.tsx'
import { SegmentedControl, TileChoices } from '../ui/Choices.tsx'
import { DropAnywhere } from '../ui/DropZone.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { TextField } from '../ui/TextField.tsx'
import { counted } from '../ui/words.ts'
import { aspects, lengths, presets, styles } from './choices.tsx'
import { GettingReady } from './GettingReady.tsx'
import { MakePictures } from './MakePictures.tsx'
import { ChosenSong, SongChooser } from './MakeSong.tsx'
import { createMaking } from './making.ts'
import './studio.css'

// Whoever brings photos needs no code that draws.
const MakeLook = lazy(async () => ({ default: (await import('./MakeLook.tsx')).MakeLook }))

/** Making a video: a song, some pictures, a few choices, and then watching it come. */
export function Make() {
  const [query, setQuery] = useSearchParams<{ song?: string }>()
  const making = createMaking(
    () => query.song,
    (songId) => setQuery({ song: songId }),
  )
  return (
    <>
      <DropAnywhere words="Drop a song, photos or clips" onFiles={making.take} />
      <PageHeader title="Make a video" note="A song, some pictures, and the cuts fall on the beat." />
      <div class="make">
        <div class="stack make-sources">
          <section class="make-step">
            <h2>Song</h2>
            <Show
              when={query.song}
              fallback={<SongChooser onChoose={(id) => setQuery({ song: id })} onFiles={making.take} />}
            >
              <ChosenSong
                live={making.song}
                stretch={{
                  startSeconds: making.stretch.startSeconds(),
                  lengthSeconds: making.stretch.lengthSeconds(),
                }}
                onStart={making.stretch.moveTo}
                onChange={() => setQuery({ song: undefined })}
              />
            </Show>
          </section>
          <section class="make-step">
            <h2>Pictures</h2>
            <MakePictures
              library={making.library}
              chosen={making.chosen()}
              onToggle={making.toggle}
              onChosen={(ids) => making.setChosen(new Set(ids))}
              onFiles={making.take}
              onDelete={making.remove}
            />
            <Show when={making.chosen().size === 0 && making.library.state().kind !== 'loading'}>
              <Suspense>
                <MakeLook
                  look={making.wishes.look}
                  hasPictures={(making.library.value() ?? []).length > 0}
                  onChange={(look) => making.setWishes({ look })}
                />
              </Suspense>
            </Show>
          </section>
        </div>
        <div class="make-side">
          <Show
            when={!making.planning.isWanted()}
            fallback={
              <GettingReady
                steps={making.steps()}
                planning={making.planning.isUnderWay()}
                onStop={making.planning.stop}
              />
            }
          >
            <WishForm making={making} />
          </Show>
        </div>
      </div>
    </>
  )
}

function lookHint(look: VisualLook | 'song'): string {
  return look === 'song'
    ? 'No pictures: the music draws itself.'
    : `No pictures: ${lookName(look)}, all through.`
}

function WishForm(props: { readonly making: ReturnType<typeof createMaking> }) {
  const hint = () => {
    if (!props.making.hasSong()) return 'Choose a song first.'
    const count = props.making.chosen().size
    return count === 0 ? lookHint(props.making.wishes.look) : `With ${counted(count, 'picture')}.`
  }
  return (
    <>
      <TileChoices
        label="Shape"
        choices={aspects}
        value={props.making.wishes.aspect}
        onChange={(aspect) => props.making.setWishes({ aspect })}
      />
      <TileChoices
        label="Style"
        choices={styles}
        value={props.making.wishes.style}
        onChange={(style) => props.making.setWishes({ style })}
      />
      <SegmentedControl
        label="Length"
        choices={lengths}
        value={props.making.wishes.length}
        onChange={(length) => props.making.setWishes({ length })}
      />
      <SegmentedControl
        label="Size"
        choices={presets}
        value={props.making.wishes.preset}
        onChange={(preset) => props.making.setWishes({ preset })}
      />
      <TextField
        label="Name"
        hint="Left empty, it is named after the song."
        value={props.making.wishes.title}
        onInput={(title) => props.making.setWishes({ title })}
        maxLength={mostTitleCharacters}
      />
      <div class="make-go">
        <Button
          kind="primary"
          size="large"
          icon={<Clapperboard aria-hidden="true" />}
          disabled={!props.making.hasSong()}
          onClick={() => props.making.planning.begin()}
        >
          Make the video
        </Button>
        <p class="field-hint">{hint()}</p>
      </div>
    </>
  )
}
