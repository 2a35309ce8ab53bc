import { expect, test } from 'vitest'
import { appPaths } from '../../../electron/paths.ts'

const socketIn = (folder: string, userData = '/home/ada/.config/Agate') =>
  appPaths({
    userData,
    appPath: '/opt/agate',
    resourcesPath: '/opt/agate/resources',
    isPackaged: true,
    platform: 'linux',
    env: { XDG_RUNTIME_DIR: folder },
  }).instanceSocket

test('the socket lies in the folder of the session, another for each profile', () => {
  expect(socketIn('/run/user/1000')).toMatch(/^\/run\/user\/1000\/agate-\d+-[0-9a-f]{16}\/socket$/u)
  expect(socketIn('/run/user/1000', '/home/ada/other')).not.toBe(socketIn('/run/user/1000'))
})

test('where that folder’s name is too long for a socket, it lies elsewhere instead of under a name cut short', () => {
  const path = socketIn(`/run/${'very-'.repeat(20)}long`)
  expect(path).not.toContain('very-')
  expect(Buffer.byteLength(path)).toBeLessThanOrEqual(103)
  expect(path).toMatch(/agate-\d+-[0-9a-f]{16}\/socket$/u)
})
