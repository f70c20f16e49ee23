import { expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type * as web from '../web/api/shapes.ts'
import type * as board from '../web/storyboard/shapes.ts'
import type { AccountView, NewToken, Outbox, TokenView } from '../worker/accounts/schema.ts'
import type { Model, MonthBudget, Storyboard } from '../worker/generation/schema.ts'
import type { Job } from '../worker/jobs/job.ts'
import type { BroughtLyrics, LyricsWays } from '../worker/lyrics/schema.ts'
import type { Media } from '../worker/media/schema.ts'
import type { Song } from '../worker/songs/schema.ts'
import type { Render, Video, VideoSummary } from '../worker/studio/schema.ts'
import type { Upload } from '../worker/uploads/schema.ts'

// The type check holds this, not the run: the pages may leave out what they do not use, and read nothing that is not sent.
test('what the pages read is what the Worker sends', () => {
  expectTypeOf<z.output<typeof AccountView>>().toExtend<web.Account>()
  expectTypeOf<z.output<typeof Outbox>['items'][number]>().toExtend<web.OutboxMail>()
  expectTypeOf<z.output<typeof TokenView>>().toExtend<web.ApiToken>()
  expectTypeOf<z.output<typeof NewToken>>().toExtend<web.NewApiToken>()
  expectTypeOf<z.output<typeof Song>>().toExtend<web.Song>()
  expectTypeOf<z.output<typeof Media>>().toExtend<web.Media>()
  expectTypeOf<z.output<typeof Upload>>().toExtend<web.Upload>()
  expectTypeOf<z.output<typeof BroughtLyrics>>().toExtend<web.BroughtLyrics>()
  expectTypeOf<z.output<typeof LyricsWays>>().toExtend<web.LyricsWays>()
  expectTypeOf<z.output<typeof Job>>().toExtend<web.Job>()
  expectTypeOf<z.output<typeof Render>>().toExtend<web.Render>()
  expectTypeOf<z.output<typeof VideoSummary>>().toExtend<web.VideoItem>()
  expectTypeOf<z.output<typeof Video>>().toExtend<web.Video>()
  expectTypeOf<z.output<typeof Model>>().toExtend<board.Model>()
  expectTypeOf<z.output<typeof MonthBudget>>().toExtend<board.MonthBudget>()
  expectTypeOf<z.output<typeof Storyboard>>().toExtend<board.Storyboard>()
})
