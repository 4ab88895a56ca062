// Apps that tests lend one after the other. To build one takes longer than most tests; it knows
// nothing of a database but what it asks the store, which is another one in each test.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import type { Store } from '../../src/db/store.ts'

type Lent = {
  app: FastifyInstance
  serve: (store: Store) => void
  remembers: () => boolean
  close: () => Promise<void>
}
/** Any method of a store. TypeScript knows no type of all of them. */
type Method = (...given: unknown[]) => unknown
type Build = (store: Store) => Promise<FastifyInstance>

const idle: Lent[] = []
/** An app counts the refused keys and requests of a client, and every test is the same client. */
const COUNTED = [401, 429]
/** What an app remembers of a revision, its words and its state, belongs to one database. */
const REMEMBERED = /^\/(v1\/search\b|health\/ready\b|\?|$)/

/** An app on this store until the test ends. It takes requests by `inject` alone, and no routes. */
export async function lendApp(t: Test, store: Store, build: Build): Promise<FastifyInstance> {
  const lent = idle.pop() ?? (await makeLent(store, build))
  lent.serve(store)
  t.teardown(async () => {
    if (lent.remembers()) return lent.close()
    await store.close()
    idle.push(lent)
  })
  return lent.app
}

async function makeLent(first: Store, build: Build): Promise<Lent> {
  let store = first
  let remembers = false
  const app = await build(passedOn(first, () => store))
  await app.ready()
  const { inject, close } = app
  return {
    app: Object.assign(app, {
      async inject(asked: InjectOptions | string) {
        remembers ||= REMEMBERED.test(String(typeof asked === 'string' ? asked : asked.url))
        const response: LightMyRequestResponse = await Reflect.apply(inject, app, [asked])
        remembers ||= COUNTED.includes(response.statusCode)
        return response
      },
      // A server would give answers that it has kept from the test before.
      listen: refuse,
      close: refuse
    }),
    remembers: () => remembers,
    close: () => Reflect.apply(close, app, []),
    serve(next) {
      store = next
    }
  }
}

/** A store that passes all calls on to the one of now. */
function passedOn(first: Store, now: () => Store): Store {
  return new Proxy(first, {
    get(_, name: keyof Store) {
      const method: unknown = now()[name]
      if (typeof method !== 'function') return method
      return (...given: unknown[]) =>
        Reflect.apply(Reflect.get(now(), name) as Method, now(), given)
    }
  })
}

function refuse(): never {
  throw new Error('This app is lent: a test that listens or closes it says `own: true`.')
}
