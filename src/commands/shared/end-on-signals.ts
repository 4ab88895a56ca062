import { INTERRUPTED } from './exit-codes.ts'

/**
 * Ends the process on a signal, with a message. Rows that are not committed are lost with the
 * process, but a bar would stay on the screen: `end` takes it away.
 */
export function endOnSignals(end: () => void, message: string): void {
  for (const [signal, code] of Object.entries(INTERRUPTED))
    process.once(signal, () => {
      end()
      console.error(message)
      process.exit(code)
    })
}
