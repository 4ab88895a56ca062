import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { legSchema } from './schemas.ts'

const { from, to, mode, state, terrain, passes, part_of, note } = legSchema.shape

export const legWrites = writeSchemas(
  {
    id: field(
      z.string(),
      'The id of an entity of kind `leg`, which has its name and countries.',
      'desk-2026-leg'
    ),
    from,
    to,
    mode,
    state: state.optional(),
    terrain: terrain.optional(),
    passes: passes.optional(),
    part_of: part_of.optional(),
    note: note.optional()
  },
  {
    name: 'Leg',
    description:
      'A leg in a request. Its entity comes first, by `POST /v1/entities`; its length is a claim ' +
      'of the metric `route_length` about that entity.',
    example: {
      id: 'desk-2026-leg',
      from: 'kabul',
      to: 'peshawar',
      mode: 'rail',
      state: 'planned',
      passes: ['torkham']
    },
    patch: { description: 'The fields of a leg to change.', example: { part_of: 'uap-railway' } }
  }
)
