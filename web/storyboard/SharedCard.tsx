import Dices from 'lucide-solid/icons/dices'
import { promptLimits } from '#core/storyboard/prompt.ts'
import type { LoadedHandle } from '../api/loaded.ts'
import type { Media } from '../api/shapes.ts'
import { chanceSeed } from '../media/looks.ts'
import { Button } from '../ui/Button.tsx'
import type { Board } from './board.ts'
import { References } from './References.tsx'
import { WrittenField } from './WrittenField.tsx'

/** What all parts share, so that their takes look like one video. */
export function SharedCard(props: {
  readonly board: Board
  readonly library: LoadedHandle<readonly Media[]>
}) {
  const { board, change, attempt } = props.board
  return (
    <section class="card padded stack" aria-labelledby="shared-title">
      <h2 id="shared-title">For all parts</h2>
      <WrittenField
        board={props.board}
        field="style"
        label="Style"
        value={board.style}
        mostCharacters={promptLimits.styleCharacters}
        placeholder="Grainy 16 mm film, teal and orange, one woman in a yellow coat"
        hint="Added to the words of every part."
        onSave={(style) => change({ style: style.trim() })}
      />
      <div class="field">
        <span class="field-label">Seed</span>
        <div class="row">
          <span class="num grow">{board.seed}</span>
          <Button
            icon={<Dices aria-hidden="true" />}
            onClick={() => void attempt(() => change({ seed: chanceSeed() }), 'The seed stays')}
          >
            Another seed
          </Button>
        </div>
        <p class="field-hint">First takes of all parts share it; each further take of a part has the next.</p>
      </div>
      <References
        label="Reference pictures"
        hint="Models that begin with a picture begin with the first of them."
        chosen={board.referenceMediaIds}
        library={props.library}
        onChange={(referenceMediaIds) =>
          attempt(() => change({ referenceMediaIds: [...referenceMediaIds] }), 'The reference pictures stay')
        }
      />
    </section>
  )
}
