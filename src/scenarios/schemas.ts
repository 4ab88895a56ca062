import { z } from 'zod'
import { field } from '../http/envelope.ts'

export const scenarioSchema = z
  .object({
    id: field(z.string(), 'Id of the scenario.', 'strengthened-ties'),
    name: field(z.string(), 'Short name.', 'Strengthened ties'),
    description: field(
      z.string(),
      'What its projections have in common.',
      'Story told by the seed article for 2030: ties between Pakistan and Kazakhstan grow ' +
        'stronger, corridors and exchanges are built up. No model is given.'
    )
  })
  .meta({ id: 'Scenario', description: 'A family of projections.' })
export type Scenario = z.output<typeof scenarioSchema>
