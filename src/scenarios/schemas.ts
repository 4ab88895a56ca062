import { z } from 'zod'
import { text } from '../http/answer-fields.ts'

export const scenarioSchema = z
  .object({
    id: text('Id of the scenario.', 'strengthened-ties'),
    name: text('Short name.', 'Strengthened ties'),
    description: text(
      'What its projections have in common.',
      'Story told by the seed article for 2030: ties between Pakistan and Kazakhstan grow ' +
        'stronger, corridors and exchanges are built up. No model is given.'
    )
  })
  .meta({ id: 'Scenario', description: 'A family of projections.' })
export type Scenario = z.output<typeof scenarioSchema>
