// Reads the routes from the OpenAPI document.
import type { Route } from './schemas.ts'

/** A route with an address to open, which is null for a route that a browser cannot ask. */
export type LinkedRoute = Route & { href: string | null }

type Parameter = { name: string; in: string; required?: boolean; example?: unknown }
type Operation = {
  operationId?: string
  summary?: string
  tags?: string[]
  parameters?: (Parameter | { $ref: string })[]
}
export type Documented = {
  paths?: Record<string, Record<string, Operation>>
  components?: { parameters?: Record<string, Parameter> }
}

/** The routes of a document, ordered by {@link placeOfRoute}. */
export function readRoutes({ paths = {}, components }: Documented): LinkedRoute[] {
  const shared = components?.parameters ?? {}
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation_id: operation.operationId ?? '',
        summary: operation.summary ?? '',
        tag: operation.tags?.[0] ?? '',
        href: method === 'get' ? exampleAddress(path, operation, shared) : null
      }))
    )
    .sort((a, b) => (placeOfRoute(a) < placeOfRoute(b) ? -1 : 1))
}

/** The sort key of a route. A blank sorts before every character that a path can have. */
export function placeOfRoute({ path, method }: Route): string {
  return `${path} ${method}`
}

/** The address with the parameters that tools fill in, but for the length of a page. */
function exampleAddress(
  path: string,
  { parameters = [] }: Operation,
  shared: Record<string, Parameter>
): string {
  const query: string[] = []
  let address = path
  for (const one of parameters) {
    const parameter = '$ref' in one ? shared[one.$ref.split('/').at(-1) ?? ''] : one
    const { name = '', in: place, example, required } = parameter ?? {}
    // Only required parameters and those of a good first answer have an example here.
    if (!required && (example === undefined || name === 'limit')) continue
    const value = encodeURIComponent(String(example))
    if (place === 'path') address = address.replace(`{${name}}`, value)
    else query.push(`${name}=${value}`)
  }
  return query.length > 0 ? `${address}?${query.join('&')}` : address
}
