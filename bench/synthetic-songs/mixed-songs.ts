/** Songs in which the players of different grooves meet: more ways of playing than anybody would write down. */
import { makeRandom, type Random } from '#core/timeline/random.ts'
import { grooves } from './grooves.ts'
import type { Groove, SongPlan } from './song-plan.ts'
import { songPlans } from './song-set.ts'

/** Rounds of the plain set that are left for others to test with. */
const untouchedRounds = 2
const rounds = 40
const fastest = 200

/** So many plans; the same every time. Every seventh song has drums only, where its groove has two of them. */
export function mixedPlans(count: number): SongPlan[] {
  const plain = songPlans(rounds)
  const untouched = (plain.length / rounds) * untouchedRounds
  const random = makeRandom(777)
  return Array.from({ length: count }, (_, i) => {
    const plan = plain[untouched + Math.floor(random() * (plain.length - untouched))]
    if (plan === undefined) throw new RangeError('There are no plans to mix.')
    return mix(plan, i, random)
  })
}

function mix(plan: SongPlan, i: number, random: Random): SongPlan {
  const pool = Object.values<Groove>(grooves).filter(
    ({ beatsPerBar }) => beatsPerBar === plan.groove.beatsPerBar,
  )
  const other = () => pool[Math.floor(random() * pool.length)] ?? plan.groove
  const { beatsPerBar, drums } = plan.groove
  const moreDrums = random() > 0.6 ? other().drums : {}
  const kit = { ...drums, ...moreDrums }
  const hasDrumsOnly = i % 7 === 3 && Object.keys(kit).length > 1
  const players = { ...playing('bass', other()), ...playing('chords', other()), ...playing('lead', other()) }
  const groove: Groove = { beatsPerBar, drums: kit, ...(hasDrumsOnly ? {} : players) }
  const beatsPerMinute = Math.min(fastest, plan.beatsPerMinute * (0.9 + random() * 0.25))
  return { ...plan, id: `mix-${i}`, seed: Math.floor(random() * 1e9), groove, beatsPerMinute }
}

function playing(player: 'bass' | 'chords' | 'lead', groove: Groove): Partial<Groove> {
  const part = groove[player]
  return part === undefined ? {} : { [player]: part }
}
