/** Who makes takes of which model. */
import type { ModelId } from './model-id.ts'
import { modelFacts } from './models.ts'
import type { Provider } from './provider.ts'
import { replicateProvider } from './replicate-provider.ts'

/** Who makes takes of a model; `undefined` for looks. */
export function providerOf(modelId: ModelId): Provider | undefined {
  return modelFacts[modelId].replicateName === undefined ? undefined : replicateProvider
}
