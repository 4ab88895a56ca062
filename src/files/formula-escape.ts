// Texts that a spreadsheet would run as formulas get an apostrophe in CSV, and imports take back
// exactly that apostrophe. Figures such as `+65 %` are no formulas, so they stay as they are.

/** The first character of a formula; spreadsheets take the wide forms too. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/
/**
 * A sign, a number, and then nothing that could compute, call, quote or point to something:
 * `-5/day` is a formula, `-5 tonnes/day` is none, because two words without an operator are no
 * operand. A slash is kept between letters alone.
 */
const SIGNED_NUMBER =
  /^[+-][ \u00a0]?[$€£¥]?\d(?:[\p{L}\p{M}\p{Nd} \u00a0\u202f.,;%‰°$€£¥’–—]|(?<=\p{L})[/-](?=\p{L}))*$/u

/** The text as a cell of CSV. */
export function escapeFormula(text: string): string {
  return needsEscape(text) ? `'${text}` : text
}

/** The text of a cell of CSV. */
export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && needsEscape(cell.slice(1)) ? cell.slice(1) : cell
}

/** An apostrophe before a formula is escaped too; otherwise an import would take it away. */
function needsEscape(text: string): boolean {
  const rest = text.startsWith("'") ? text.replace(/^'+/, '') : text
  return FORMULA.test(rest) && !SIGNED_NUMBER.test(rest)
}
