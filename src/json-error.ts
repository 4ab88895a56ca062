// Where a text is no JSON.

const SHOWN_CHARACTERS = 40

/** A text that is no JSON, or goes beyond a limit. `at` is the place of the first error. */
export class JsonError extends SyntaxError {
  override name = 'JsonError'
  readonly at: number
  readonly reason: 'syntax' | 'depth' | 'names'

  constructor(text: string, at: number, reason: JsonError['reason'] = 'syntax') {
    super(reason === 'syntax' ? describePlace(text, at) : `too many ${reason}`)
    this.at = at
    this.reason = reason
  }
}

/** Where an error is, for people: line, column and what stands there. */
function describePlace(text: string, at: number): string {
  if (at >= text.length) return 'it ends early.'
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  let line = 1
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1))
    line += 1
  const [found] = text.slice(at, at + SHOWN_CHARACTERS).split('\n')
  return `line ${line}, column ${at - lineStart + 1}, at ${JSON.stringify(found)}.`
}
