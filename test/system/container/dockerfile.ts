// Reads the parts of a Dockerfile that this project uses.

export type Instruction = { name: string; words: string }
export type Stage = { from: string; instructions: Instruction[] }

/** The stages in order. Lines that end in a backslash go on; comments are left out. */
export function readStages(text: string): Stage[] {
  const lines = text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const stages: Stage[] = []
  for (const line of lines) {
    const [, name = '', words = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (name === 'FROM') stages.push({ from: words, instructions: [] })
    else stages.at(-1)?.instructions.push({ name, words })
  }
  return stages
}

/** The words of each instruction of this name. */
export function wordsOf({ instructions }: Stage, name: string): string[] {
  return instructions.filter((one) => one.name === name).map(({ words }) => words)
}

/** The variables that a stage sets. */
export function variablesOf(stage: Stage): Record<string, string> {
  const pairs = wordsOf(stage, 'ENV').flatMap((words) => words.split(/\s+/))
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])
  )
}

/** The command of `CMD [...]`, also of one that follows options, as in HEALTHCHECK. */
export function commandIn(words: string): string[] {
  return JSON.parse(words.slice(words.indexOf('[')))
}
