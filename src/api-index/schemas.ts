import type { z } from 'zod'
import { component, text } from '../http/answer-fields.ts'

export const routeSchema = component('Route', 'An operation of this service.', {
  method: text('The HTTP method.', 'GET'),
  path: text('The path, with parameters in braces.', '/v1/observations'),
  operation_id: text(
    'The name of the operation in the OpenAPI document and in generated clients.',
    'listObservations'
  ),
  summary: text(
    'What the operation answers.',
    'The claims: figures, who says them, for which period and how exactly'
  ),
  tag: text('What the operation is about.', 'observations')
})
export type Route = z.output<typeof routeSchema>
