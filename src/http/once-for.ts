// What does not depend on a service is made once in a process. The service builds each route once,
// but tests build hundreds of services, and half of the time of each went into equal schemas.

/** The same function, which makes its result once for each operation. */
export function onceFor<Route extends { operationId: string }, Rest extends unknown[], Made>(
  make: (route: Route, ...rest: Rest) => Made
): (route: Route, ...rest: Rest) => Made {
  const made = new Map<string, Made>()
  return (route, ...rest) => {
    const known = made.get(route.operationId)
    if (known !== undefined) return known
    const result = make(route, ...rest)
    made.set(route.operationId, result)
    return result
  }
}
