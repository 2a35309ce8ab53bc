import { expect, it } from 'vitest'
import { type StartWish, StartWishes } from '../../../electron/start-wishes.ts'

it('A document that comes before Agate can take it in waits, in its place', () => {
  const wishes = new StartWishes()
  const heard: StartWish[] = []
  const wish = (path: string): StartWish => ({ open: 'main', documents: [path] })
  wishes.add(wish('/a.pdf'))
  wishes.add(wish('/b.pdf'))
  wishes.listen((one) => heard.push(one))
  wishes.add(wish('/c.pdf'))
  expect(heard.flatMap(({ documents }) => documents)).toEqual(['/a.pdf', '/b.pdf', '/c.pdf'])
})
