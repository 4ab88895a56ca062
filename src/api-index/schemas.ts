import { z } from 'zod'
import { field } from '../http/envelope.ts'

export const routeSchema = z
  .object({
    method: field(z.string(), 'HTTP method.', 'GET'),
    path: field(z.string(), 'Path, with parameters in braces.', '/v1/observations'),
    operation_id: field(
      z.string(),
      'Name of the operation in the OpenAPI document and in generated clients.',
      'listObservations'
    ),
    summary: field(
      z.string(),
      'What it answers.',
      'The claims: figures with who says so, for which period, how exactly'
    )
  })
  .meta({ id: 'Route', description: 'An operation of this service.' })
export type Route = z.output<typeof routeSchema>
