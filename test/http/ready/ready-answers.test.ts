// How many answers are kept in memory, and which of them go first.
import t from 'tap'
import { type ReadyAnswer, readyAnswers } from '../../../src/http/ready/ready-answers.ts'

const KIB = 1_024

function answer(bytes: number): ReadyAnswer {
  return {
    shown: { revision: 1, updatedAt: '2026-11-23T00:00:00Z', parts: ['data'] },
    route: '/v1/metrics',
    etag: 'W/"a"',
    lines: '',
    linesOf304: '',
    body: Buffer.alloc(bytes)
  }
}

t.test('an answer is found by each way to ask for it', async (t) => {
  const answers = readyAnswers(1_000 * KIB)
  const one = answer(KIB)
  answers.keep('/a', 'json /a', one)
  answers.keep('/a?', 'json /a', one)
  t.equal(answers.find('/a'), one)
  t.equal(answers.find('/a?'), one)
  t.equal(answers.find('/b'), undefined)
  t.equal(answers.size().answers, 1)
})

t.test('ever new addresses push out each other, not what is asked for again', async (t) => {
  const answers = readyAnswers(1_000 * KIB)
  const wanted = answer(10 * KIB)
  answers.keep('/wanted', 'json /wanted', wanted)
  t.equal(answers.find('/wanted'), wanted, 'somebody asks for it again')
  for (let n = 0; n < 1_000; n += 1) answers.keep(`/${n}`, `json /${n}`, answer(10 * KIB))
  t.ok(answers.find('/wanted') === wanted, 'it is still there')
  t.equal(answers.find('/0'), undefined)
  t.ok(answers.size().bytes <= 1_000 * KIB, `${answers.size().bytes} bytes are kept`)
})

t.test('an answer of more than a fiftieth of the memory is not kept', async (t) => {
  const answers = readyAnswers(1_000 * KIB)
  answers.keep('/large', 'json /large', answer(21 * KIB))
  t.equal(answers.find('/large'), undefined)
})

t.test('a 304 of the same tag takes no bytes away', async (t) => {
  const answers = readyAnswers(1_000 * KIB)
  const whole = answer(KIB)
  answers.keep('/a', 'json /a', whole)
  answers.keep('/a?', 'json /a', { ...whole, body: undefined })
  t.ok(answers.find('/a?') === whole, 'the bytes are still there')
  const newer = { ...whole, etag: 'W/"b"', body: undefined }
  answers.keep('/a', 'json /a', newer)
  t.ok(answers.find('/a') === newer, 'those of another tag are not')
})
