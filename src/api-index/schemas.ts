import type { z } from 'zod'
import { component, text } from '../http/answer-fields.ts'

export const routeSchema = component('Route', 'An operation of this service.', {
  method: text('HTTP method.', 'GET'),
  path: text('Path, with parameters in braces.', '/v1/observations'),
  operation_id: text(
    'Name of the operation in the OpenAPI document and in generated clients.',
    'listObservations'
  ),
  summary: text(
    'What it answers.',
    'The claims: figures with who says so, for which period, how exactly'
  )
})
export type Route = z.output<typeof routeSchema>
