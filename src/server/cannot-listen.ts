// Says by which settings the service cannot listen, and what to change.
import type { Config } from '../config.ts'

type Names = { host: 'HOST' | 'METRICS_HOST'; port: 'PORT' | 'METRICS_PORT' }

/** Makes an error of a port that cannot be opened one that names its settings. */
export function cannotListen(error: unknown, config: Config, { host, port }: Names): unknown {
  const { code } = error as NodeJS.ErrnoException
  const [where, which] = [`${host}=${config[host]}`, `${port}=${config[port]}`]
  const unknown = `${where} is no address, and no host of this name is known`
  const reasons: Record<string, string> = {
    EADDRINUSE: `Another program already listens on ${which} at ${where}. End it, or choose another ${port}`,
    EACCES: `This user may not listen on ${which}. Choose a ${port} of 1024 or above`,
    EADDRNOTAVAIL: `${where} is no address of this machine. Choose one, or 0.0.0.0 for all`,
    ENOTFOUND: unknown,
    EAI_AGAIN: unknown
  }
  const reason = reasons[code ?? '']
  return reason
    ? Object.assign(new Error(`${reason} (${code}).`, { cause: error }), { code })
    : error
}
