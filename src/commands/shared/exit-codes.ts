// The exit codes of commands. Scripts and supervisors rely on them.

/** 78 is EX_CONFIG of sysexits.h; the service ends with it too. */
export const EXIT = { done: 0, failed: 1, wrongArguments: 2, wrongSettings: 78 } as const

/** 128 and the number of the signal, as shells count. */
export const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const

/** The last sentence of every help text. */
export const EXIT_CODES =
  `Exit codes: ${EXIT.done} done, or nothing to do; ${EXIT.failed} refused or failed; ` +
  `${EXIT.wrongArguments} wrong arguments;\n${EXIT.wrongSettings} wrong settings.`
