// Texts as both formats can hold them: data may have control characters, which XML has no way to
// write (XML 1.0 §2.2), and halves of characters. Pure.

// biome-ignore lint/suspicious/noControlCharactersInRegex: this removes them
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/gu

/** A text that may have several lines. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(UNWRITABLE, '')
}

/** A text of one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ').trim()
}
