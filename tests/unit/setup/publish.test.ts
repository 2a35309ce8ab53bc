import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { linkTree } from '../../../build/setup/link-tree.mjs'
import { publish } from '../../../build/setup/publish.mjs'
import { tempFolder } from '../../support/temp-folder.ts'

/** Fills a folder in two pieces of time, with `text` in both files. */
async function fillSlowly(place: string, text: string): Promise<void> {
  mkdirSync(place)
  writeFileSync(join(place, 'a'), text)
  await Promise.resolve()
  writeFileSync(join(place, 'b'), text)
}

const read = (...path: string[]) => readFileSync(join(...path), 'utf8')

describe('publishing into the cache', () => {
  let folder = ''
  let target = ''
  beforeEach(() => {
    folder = tempFolder()
    target = join(folder, 'thing')
  })

  test('nothing appears before all of it is there', async () => {
    await publish(target, async (place) => {
      await fillSlowly(place, 'x')
      expect(existsSync(target)).toBe(false)
    })
    expect(readdirSync(target)).toEqual(['a', 'b'])
  })

  test('when it fails, nothing is left', async () => {
    const attempt = publish(target, (place) => {
      writeFileSync(place, 'half')
      throw new Error('the disk is full')
    })
    await expect(attempt).rejects.toThrow('the disk is full')
    expect(readdirSync(folder)).toEqual([])
  })

  test('of two at once one stays whole, and neither fails', async () => {
    await Promise.all(['first', 'second'].map((text) => publish(target, (place) => fillSlowly(place, text))))
    expect(read(target, 'a')).toBe(read(target, 'b'))
    expect(readdirSync(folder)).toEqual(['thing'])
  })

  test('what a killed set-up left behind goes, what another one is filling stays', async () => {
    const abandoned = join(folder, '.thing-old')
    mkdirSync(abandoned)
    mkdirSync(join(folder, '.thing-new'))
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000)
    utimesSync(abandoned, yesterday, yesterday)
    await publish(target, (place) => writeFileSync(place, 'x'))
    expect(readdirSync(folder).sort()).toEqual(['.thing-new', 'thing'])
  })

  test('a newer file takes the place of an older one', async () => {
    writeFileSync(target, 'old')
    await publish(target, (place) => writeFileSync(place, 'new'))
    expect(read(target)).toBe('new')
  })
})

describe('linking from the cache', () => {
  test('takes no room, and replaces what was there without writing into it', () => {
    const folder = tempFolder()
    const [cache, checkout] = [join(folder, 'cache'), join(folder, 'checkout')]
    mkdirSync(join(cache, 'inner'), { recursive: true })
    writeFileSync(join(cache, 'inner/file'), 'content')
    linkTree(cache, checkout)
    expect(statSync(join(checkout, 'inner/file')).ino).toBe(statSync(join(cache, 'inner/file')).ino)

    writeFileSync(join(folder, 'other'), 'other content')
    linkTree(join(folder, 'other'), join(checkout, 'inner/file'))
    expect(read(cache, 'inner/file')).toBe('content')
    expect(read(checkout, 'inner/file')).toBe('other content')
  })
})
