/** The models that can be chosen here, with their prices and with what is in the way of those that cannot. */
import type { Settings } from '../env.ts'
import { ModelId } from './model-id.ts'
import { modelFacts, needsPicture } from './models.ts'
import { providerOf } from './providers.ts'
import type { Model } from './schema.ts'

/** All models, the free one first. */
export function listModels(settings: Settings): Model[] {
  return ModelId.options.map((id) => {
    const { replicateName: _name, ...facts } = modelFacts[id]
    const provider = providerOf(id)
    const whyNot = provider?.whyNot(settings) ?? null
    return {
      id,
      ...facts,
      provider: provider?.name ?? 'local',
      needsPicture: needsPicture(id),
      isAvailable: whyNot === null,
      whyNot,
    }
  })
}
