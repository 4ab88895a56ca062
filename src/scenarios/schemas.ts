import type { z } from 'zod'
import { component, text } from '../http/answer-fields.ts'

export const scenarioSchema = component('Scenario', 'A family of projections.', {
  id: text('The id of the scenario.', 'strengthened-ties'),
  name: text('A short name.', 'Strengthened ties'),
  description: text(
    'What the projections of this scenario have in common.',
    'Story told by the seed article for 2030: ties between Pakistan and Kazakhstan grow ' +
      'stronger, corridors and exchanges are built up. No model is given.'
  )
})
export type Scenario = z.output<typeof scenarioSchema>
