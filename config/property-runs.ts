/** What every property test is run with: one seed, so that the same code passes or fails again and again. */
import process from 'node:process'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the random inputs of properties begin. */
    readonly propertySeed: number
    /** Inputs of a property that does not name a number itself. */
    readonly propertyRuns: number
  }
}

/** For `provide` of each project. `npm run test:properties` chooses others. */
export const propertyRuns = {
  propertySeed: Number(process.env.PROPERTY_SEED ?? 20_261_121),
  propertyRuns: Number(process.env.PROPERTY_RUNS ?? 100),
}
