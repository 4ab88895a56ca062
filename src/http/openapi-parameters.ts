// How the OpenAPI document describes one parameter.

/** The `meta` of an optional parameter that tools fill in with a value. */
export function filledWith(value: unknown): { filled: unknown } {
  return { filled: value }
}

/** The `meta` of an optional parameter without which a request says nothing. */
export const KEPT = { isKept: true }

type Parameter = {
  required?: boolean
  example?: unknown
  schema: {
    type?: string
    filled?: unknown
    isKept?: boolean
    deprecated?: boolean
    examples?: unknown[]
  }
}

/** Rewrites a parameter of the type provider. */
export function describeParameter(parameter: object): object {
  return sayStyle(placeExample(sayDeprecated(parameter as Parameter)))
}

/** Says of the parameter, not only of its schema, that it is kept for older clients. */
function sayDeprecated(parameter: Parameter): Parameter {
  const { deprecated, ...schema } = parameter.schema
  return deprecated ? Object.assign({ ...parameter, schema }, { deprecated }) : parameter
}

/**
 * Swagger UI, Postman and others fill in the `example` of a parameter, and a request with every
 * filter set finds nothing as soon as one of them is changed. Only required parameters, and those
 * that make a good first answer, have one. The example of others belongs to their schema.
 */
function placeExample({ example, required, ...parameter }: Parameter): Parameter {
  const { filled, isKept: _, ...schema } = parameter.schema
  if (required) return { ...parameter, required, example, schema }
  // A parameter is optional if the document does not say otherwise.
  if (filled !== undefined) return { ...parameter, example: filled, schema }
  if (example === undefined) return { ...parameter, schema }
  return { ...parameter, schema: { ...schema, examples: [example] } }
}

/**
 * Says that lists repeat their name, because most generated clients send that. Commas work as well.
 */
function sayStyle(parameter: Parameter): object {
  const isList = parameter.schema.type === 'array'
  return isList ? { ...parameter, style: 'form', explode: true } : parameter
}
