import { z } from 'zod'
import { field } from './envelope.ts'

/** The only parameter in the path of a route. */
export type PathParameter = {
  name: string
  description: string
  /** A value that exists. */
  example: string
  /**
   * The name of the parameter among the shared parameters of the OpenAPI document, if several
   * routes have it.
   */
  component?: string
}

/** The schema of a path with this parameter. */
export function pathSchema({ name, component, description, example }: PathParameter) {
  const schema = field(z.string(), description, example)
  return z.strictObject({ [name]: component === undefined ? schema : schema.meta({ component }) })
}
