import t from 'tap'
import { makeFairQueue } from '../../../src/http/load/fair-queue.ts'

const LIMITS = { waitMsMax: 1_000, waitingMax: 100 }

/** A queue whose turns end by hand, after a time that is told, and what happened in order. */
function queueByHand(limits = LIMITS) {
  const happened: string[] = []
  let time = 0
  let endTurn: (() => void) | undefined
  const queue = makeFairQueue(limits, {
    now: () => time,
    nextTurn: (run) => {
      endTurn = run
    }
  })
  return {
    queue,
    /** Sends a request that writes its name when it begins, and `-name` when it is refused. */
    send: (name: string, client = name.charAt(0)) =>
      queue.wait(
        client,
        () => happened.push(name),
        () => happened.push(`-${name}`)
      ),
    /** Sends a request that is refused, and writes its name when it is answered. */
    refuse: (name: string) => queue.refuse(name.charAt(0), () => happened.push(`-${name}`)),
    /** Ends so many turns, and tells what happened since the last time. */
    turns(number: number, milliseconds = 1) {
      for (let n = 0; n < number; n += 1) {
        time += milliseconds
        const run = endTurn
        endTurn = undefined
        run?.()
      }
      return happened.splice(0)
    }
  }
}

t.test('alone, a request begins at once; those that arrive with it take turns', async (t) => {
  const { queue, send, turns } = queueByHand()
  send('a1')
  send('a2')
  send('a3')
  t.same(turns(0), ['a1'])
  t.equal(queue.size(), 2)
  t.same(turns(1), ['a2'])
  t.same(turns(1), ['a3'])
  t.equal(queue.size(), 0)
  t.same(turns(1), [], 'the last turn ends')
  send('a4')
  t.same(turns(0), ['a4'], 'and the next one begins at once again')
})

t.test('clients take turns, whoever came first', async (t) => {
  const { send, turns } = queueByHand()
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) send(name)
  t.same(turns(7), ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
})

t.test('a client that comes later waits for one turn of each other client at most', async (t) => {
  const { send, turns } = queueByHand({ waitMsMax: 1_000, waitingMax: 1_000 })
  for (let n = 1; n <= 100; n += 1) send(`a${n}`)
  t.equal(turns(50).at(-1), 'a51')
  send('b1')
  t.same(turns(2), ['a52', 'b1'])
})

t.test('a client that has gone is not answered, and its turn goes to the next', async (t) => {
  const { queue, send, turns } = queueByHand()
  send('a1')
  const leave = send('b1')
  send('c1')
  leave()
  leave()
  t.equal(queue.size(), 1)
  t.same(turns(2), ['a1', 'c1'])
})

t.test('who has waited for too long is refused, and the next one begins', async (t) => {
  const { send, turns } = queueByHand()
  send('a1')
  send('b1')
  send('c1')
  t.same(turns(1, 1_000), ['a1', 'b1'], 'after the longest wait it still begins')
  send('d1')
  t.same(turns(1, 1), ['-c1', 'd1'])
})

t.test('not many are refused in one turn', async (t) => {
  const { queue, send, turns } = queueByHand()
  for (let n = 1; n <= 10; n += 1) send(`a${n}`)
  t.same(turns(0), ['a1'])
  t.same(turns(1, 2_000), ['-a2', '-a3', '-a4', '-a5'])
  t.same(turns(1), ['-a6', '-a7', '-a8', '-a9'])
  t.same(turns(1), ['-a10'])
  t.equal(queue.size(), 0)
})

t.test('what is refused for another reason waits for its turn too', async (t) => {
  const { send, refuse, turns } = queueByHand()
  refuse('a1')
  t.same(turns(0), ['-a1'], 'alone, it is answered at once')
  for (const name of ['a2', 'a3', 'a4', 'a5', 'a6', 'b1']) refuse(name)
  const leave = refuse('b2')
  send('c1')
  leave()
  t.same(turns(1), ['-a2', '-b1', '-a3', '-a4', 'c1'], 'clients take turns here as well')
  t.same(turns(1), ['-a5', '-a6'])
  t.same(turns(1), [])
  send('c2')
  t.same(turns(0), ['c2'])
})

t.test('a full queue refuses', async (t) => {
  const { send, turns } = queueByHand({ waitMsMax: 1_000, waitingMax: 2 })
  for (const name of ['a1', 'a2', 'a3', 'a4']) send(name)
  t.same(turns(1), ['a1', '-a4', 'a2'])
})

t.test('who would wait for too long is refused, and only that client', async (t) => {
  const { queue, send, turns } = queueByHand({ waitMsMax: 1_000, waitingMax: 1_000 })
  // Turns of 40 ms: 25 of them are a second.
  for (let n = 1; n <= 40; n += 1) {
    send(`a${n}`)
    send(`b${n}`)
    turns(2, 40)
  }
  for (let n = 1; n <= 40; n += 1) send(`c${n}`)
  const waiting = queue.size()
  t.ok(waiting >= 24 && waiting <= 28, `${waiting} of 40 wait`)
  send('d1')
  t.equal(queue.size(), waiting + 1, 'a client with one request has a short way')
  t.same(turns(2, 40).slice(-1), ['d1'])
})

t.test('while connections come, nothing begins, but only for a while', async (t) => {
  const { queue, send, turns } = queueByHand()
  for (const name of ['a1', 'a2', 'a3']) send(name)
  queue.accepted()
  t.same(turns(1), ['a1'], 'another turn for the next connection')
  queue.accepted()
  t.same(turns(1), [])
  t.same(turns(1), ['a2'], 'no connection came')
  let ended = 0
  for (let begun = 0; begun === 0; ended += 1) {
    queue.accepted()
    begun = turns(1).length
  }
  t.equal(ended, 51)
})

t.test('one slow turn does not make the next ones look slow', async (t) => {
  const { send, turns } = queueByHand()
  for (let n = 1; n <= 20; n += 1) {
    send(`a${n}`)
    turns(1)
  }
  send('slow')
  turns(1, 5_000)
  for (let n = 1; n <= 50; n += 1) send(`b${n}`)
  t.same(turns(0), ['b1'])
})

t.test('who waits without a limit is never refused', async (t) => {
  const { queue, send, turns } = queueByHand({ waitMsMax: 1_000, waitingMax: 1 })
  send('a1')
  const begun: string[] = []
  queue.wait('b', () => begun.push('b1'))
  queue.wait('b', () => begun.push('b2'))
  turns(2, 60_000)
  t.same(begun, ['b1', 'b2'])
})

t.test('turns are those of the event loop', async (t) => {
  const queue = makeFairQueue(LIMITS)
  const begun: string[] = []
  await new Promise<void>((resolve) => {
    for (const name of ['a', 'b', 'c'])
      queue.wait(name, () => {
        begun.push(name)
        setImmediate(() => {
          begun.push('turn')
          if (name === 'c') resolve()
        })
      })
  })
  t.same(begun, ['a', 'b', 'turn', 'c', 'turn', 'turn'])
})
