// Texts as BibTeX reads them. The escaping of citation-js drops every letter that has no command of
// LaTeX, such as all of Cyrillic and Urdu, so it is off, and texts are escaped before.

/** Braces must be balanced wherever BibTeX counts them, so they are commands. */
const COMMANDS: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_'
}

/** A text for a field. Two hyphens or quotes in a row would become one sign. */
export function escapeBibtex(text: string): string {
  return text
    .replaceAll(/[\\{}~^<>|$&#%_]/g, (one) => COMMANDS[one] ?? one)
    .replaceAll(/-(?=-)|'(?=')|`(?=`)/g, '$&{}')
}

/** An address for a field that is read as it is. */
export function urlForBibtex(url: string): string {
  return url.replaceAll(/[{}\\\s]/g, (one) => encodeURIComponent(one))
}
