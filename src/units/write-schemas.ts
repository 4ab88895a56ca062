import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { unitObject } from './schemas.ts'

const { name, kind, base, factor, note } = unitObject.shape

export const unitWrites = writeSchemas(
  {
    id: field(z.string(), 'The id of the unit; it never changes.', 'desk-2026-unit'),
    name,
    kind,
    base: base.optional(),
    factor,
    note: note.optional()
  },
  {
    name: 'Unit',
    description:
      'A unit in a request. Its base has no base and is of the same kind. Its id may not ' +
      'differ from ' +
      'another one only in upper and lower case.',
    example: {
      id: 'desk-2026-unit',
      name: 'Truckload of 20 tonnes',
      kind: 'mass',
      base: 'kg',
      factor: 20000
    },
    patch: {
      description:
        'The fields of a unit to change. `kind`, `base` and `factor` stay while a metric or ' +
        'another ' +
        'unit refers to the unit: stored figures would mean something else.',
      example: { note: 'As the customs of the desk count.' }
    }
  }
)
