import { SHOWN } from './limits.ts'

/**
 * A JSON Pointer (RFC 6901) to what stands below another; long names are cut, for they may be a
 * client's mistake.
 */
export function jsonPointer(base: string, path: readonly PropertyKey[]): string {
  return [
    base,
    ...path.map((name) =>
      String(name).slice(0, SHOWN.nameCharacters).replaceAll('~', '~0').replaceAll('/', '~1')
    )
  ].join('/')
}
