// citation-js comes without types: those of what is used here.
declare module '@citation-js/core' {
  /** Reads and writes works in many forms; `data` has them as CSL-JSON. */
  export class Cite {
    constructor(input: unknown)
    data: { [field: string]: unknown }[]
  }
  export const plugins: {
    config: { get(plugin: string): { format: Record<string, unknown> } }
    output: { format(style: string, items: object[], options: { format: 'object' }): unknown[] }
  }
}
declare module '@citation-js/plugin-bibtex'
declare module '@citation-js/plugin-ris'
