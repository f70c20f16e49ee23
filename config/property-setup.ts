/** Vitest's set-up of property tests, the same in every project. */
import fc from 'fast-check'
import { inject } from 'vitest'
import type {} from './property-runs.ts'

fc.configureGlobal({ seed: inject('propertySeed'), numRuns: inject('propertyRuns') })
