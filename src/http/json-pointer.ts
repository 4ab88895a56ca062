import { SHOWN } from './limits.ts'

/**
 * The JSON Pointer (RFC 6901) to a value below `base`. Long names are cut, because a client may
 * have sent them by mistake.
 */
export function jsonPointer(base: string, path: readonly PropertyKey[]): string {
  return [
    base,
    ...path.map((name) =>
      String(name).slice(0, SHOWN.nameCharacters).replaceAll('~', '~0').replaceAll('/', '~1')
    )
  ].join('/')
}
