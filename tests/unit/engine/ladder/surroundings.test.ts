import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { surroundingsStamp } from '../../../../electron/engine/ladder/surroundings.ts'
import { tempFolder } from '../../../support/temp-folder.ts'

function driverFolder(): string {
  const folder = join(tempFolder(), 'icd.d')
  mkdirSync(folder)
  writeFileSync(join(folder, 'radeon_icd.json'), '{}')
  return folder
}

const stamp = (...paths: string[]) => surroundingsStamp([{ backend: 'vulkan', version: '1.0.0' }], '1.0.0', paths)

describe('The stamp of the surroundings', () => {
  it('changes when a driver comes, and only then', () => {
    const folder = driverFolder()
    const before = stamp(folder)
    expect(stamp(folder)).toBe(before)
    writeFileSync(join(folder, 'nvidia_icd.json'), '{}')
    expect(stamp(folder)).not.toBe(before)
  })

  it('can be told where a driver that was removed left a link to nowhere', () => {
    const folder = driverFolder()
    const before = stamp(folder)
    symlinkSync(join(folder, 'gone.json'), join(folder, 'nvidia_icd.json'))
    expect(stamp(folder)).not.toBe(before)
  })

  it('can be told where a folder is none', () => {
    expect(stamp(join(driverFolder(), 'nowhere'))).toContain('vulkan 1.0.0')
  })
})
