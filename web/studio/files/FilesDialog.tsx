import Check from 'lucide-solid/icons/check'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { type Destination, destinations } from '#core/timeline/destinations.ts'
import { secondsOfFrames } from '#core/units.ts'
import type { Song, WishedFile } from '../../api/shapes.ts'
import { createClock } from '../../player/clock.ts'
import { SongWave } from '../../songs/SongWave.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { sayError } from '../../ui/toast.ts'
import { counted } from '../../ui/words.ts'
import { RangeWindow } from '../RangeWindow.tsx'
import { DestinationPicture } from './DestinationPicture.tsx'
import { destinationGroups, destinationNames, namesOf, planWords } from './destination-words.ts'
import { type FileSource, filesOf, planOf, type Ticks, wishesOf } from './ticking.ts'
import './files.css'

/** Chooses where a video is going, several at once, and which seconds of it where only some are taken. */
export function FilesDialog(props: {
  readonly title: string
  readonly song: Song
  readonly source: FileSource
  readonly onPlace: (files: readonly WishedFile[]) => Promise<void>
  readonly onClose: () => void
}) {
  const [ticks, setTicks] = createSignal<Ticks>(new Map())
  const [busy, setBusy] = createSignal(false)
  const files = createMemo(() => filesOf(props.source, ticks()))
  const shared = () => files().filter((going) => going.length > 1)
  const tick = (destination: Destination) =>
    setTicks((before) => {
      const after = new Map(before)
      if (!after.delete(destination)) after.set(destination, undefined)
      return after
    })
  const place = async () => {
    setBusy(true)
    try {
      await props.onPlace(wishesOf(ticks()))
      props.onClose()
    } catch (error) {
      await sayError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title="Make files"
      text={`${props.title}, as it is now, for every place it goes to`}
      onClose={() => props.onClose()}
    >
      <div class="files-choice">
        <For each={destinationGroups}>
          {(group) => (
            <fieldset class="files-group">
              <legend class="field-label">{group.name}</legend>
              <div class="files-tiles">
                <For each={group.destinations}>
                  {(destination) => (
                    <DestinationTile
                      destination={destination}
                      source={props.source}
                      startFrame={ticks().get(destination)}
                      ticked={ticks().has(destination)}
                      onTick={() => tick(destination)}
                    />
                  )}
                </For>
              </div>
              <For each={group.destinations.filter((each) => takesStretch(each) && ticks().has(each))}>
                {(destination) => (
                  <StretchChooser
                    destination={destination}
                    song={props.song}
                    source={props.source}
                    startFrame={ticks().get(destination)}
                    onStart={(frame) => setTicks((before) => new Map(before).set(destination, frame))}
                  />
                )}
              </For>
            </fieldset>
          )}
        </For>
      </div>
      <div class="files-foot">
        <p class="small muted" aria-live="polite">
          <Show when={shared().length > 0} fallback="What files have in common is made once.">
            {shared().map(namesOf).join('; ')} {shared().length > 1 ? 'are each one file.' : 'are one file.'}
          </Show>
        </p>
        <div class="dialog-actions">
          <Button onClick={() => props.onClose()}>Not now</Button>
          <Button
            kind="primary"
            disabled={files().length === 0}
            busyWords={busy() ? 'Asking' : undefined}
            onClick={() => void place()}
          >
            {files().length === 0 ? 'Make files' : `Make ${counted(files().length, 'file')}`}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** Whether a person chooses which seconds a destination gets; where all of a video fits, there is nothing to choose. */
function takesStretch(destination: Destination): boolean {
  return destinations[destination].variant === 'loop' || 'mostSeconds' in destinations[destination]
}

function DestinationTile(props: {
  readonly destination: Destination
  readonly source: FileSource
  readonly startFrame: number | undefined
  readonly ticked: boolean
  readonly onTick: () => void
}) {
  const plan = createMemo(() => planOf(props.source, props.destination, props.startFrame))
  const file = () => {
    const now = plan()
    return now.ok ? now.value : undefined
  }
  const videoFrames = () => props.source.timeline.lengthFrames
  const notes = () => {
    const now = plan()
    return now.ok ? planWords(now.value, videoFrames()) : [`Not from this: ${now.reason}`]
  }
  return (
    <label
      class="tile file-tile"
      classList={{ closed: file() === undefined }}
      data-checked={props.ticked ? '' : undefined}
    >
      <input
        type="checkbox"
        class="unseen"
        checked={props.ticked}
        disabled={file() === undefined}
        onChange={() => props.onTick()}
      />
      <Show when={file()}>
        <span class="file-tick" aria-hidden="true">
          {props.ticked && <Check />}
        </span>
      </Show>
      <span class="tile-picture" aria-hidden="true">
        <DestinationPicture destination={props.destination} plan={file()} videoFrames={videoFrames()} />
      </span>
      <span class="tile-name">{destinationNames[props.destination]}</span>
      <span class="tile-note num">
        <For each={notes()}>{(note) => <span>{note}</span>}</For>
      </span>
    </label>
  )
}

/** The stretch of a destination on the waveform of the video, which can be dragged from bar to bar. */
function StretchChooser(props: {
  readonly destination: Destination
  readonly song: Song
  readonly source: FileSource
  readonly startFrame: number | undefined
  readonly onStart: (frame: number) => void
}) {
  const timeline = () => props.source.timeline
  const songSeconds = (frame: number) =>
    timeline().songStartSeconds + secondsOfFrames(frame, timeline().frameRate)
  const whole = () => ({ fromSeconds: songSeconds(0), toSeconds: songSeconds(timeline().lengthFrames) })
  const clock = createClock(
    () => undefined,
    () => ({ startSeconds: whole().fromSeconds, endSeconds: whole().toSeconds }),
  )
  const range = () => {
    const plan = planOf(props.source, props.destination, props.startFrame)
    return plan.ok ? plan.value.range : null
  }
  return (
    <Show when={range()}>
      {(stretch) => (
        <section class="files-stretch" aria-label={`Which seconds: ${destinationNames[props.destination]}`}>
          <p class="field-label">{destinationNames[props.destination]}: which seconds</p>
          <SongWave
            song={props.song}
            clock={clock}
            whole={whole()}
            heightPixels={84}
            overlay={(view) => (
              <RangeWindow
                analysis={props.source.analysis}
                view={view}
                startSeconds={songSeconds(stretch().startFrame)}
                lengthSeconds={secondsOfFrames(stretch().lengthFrames, timeline().frameRate)}
                onStart={(seconds) =>
                  props.onStart(
                    Math.max(0, Math.round((seconds - timeline().songStartSeconds) * timeline().frameRate)),
                  )
                }
              />
            )}
          />
        </section>
      )}
    </Show>
  )
}
