import t from 'tap'
import { textTable } from '../src/text-table.ts'

t.test('cells are lined up under their titles, without blanks at the end', async (t) => {
  const columns = [{ title: 'port' }, { title: 'calls', align: 'right' as const }, { title: '' }]
  const rows = [
    ['Karachi', '1,200', 'open'],
    ['Aktau', '7', '']
  ]
  t.equal(textTable(columns, rows), 'port     calls\nKarachi  1,200  open\nAktau        7')
  t.equal(textTable(columns, []), 'port  calls')
})
