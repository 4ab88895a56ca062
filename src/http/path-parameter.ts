import { z } from 'zod'
import { field } from './envelope.ts'

/** The one parameter in the path of a route. */
export type PathParameter = {
  name: string
  description: string
  /** One that exists. */
  example: string
  /** Its name among the parameters of the OpenAPI document, where several routes have it. */
  component?: string
}

/** The schema of a path with this parameter. */
export function pathSchema({ name, component, description, example }: PathParameter) {
  const schema = field(z.string(), description, example)
  return z.strictObject({ [name]: component === undefined ? schema : schema.meta({ component }) })
}
