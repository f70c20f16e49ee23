/** The shapes of storyboards, as the Worker's schema has them. Money is whole micro-dollars. */
export type { TakeResult } from '#core/storyboard/take.ts'
export type {
  Budget,
  Model,
  MonthBudget,
  PartPatch,
  Storyboard,
  StoryboardPart,
  StoryboardPatch,
  Take,
} from '../../worker/generation/schema.ts'
