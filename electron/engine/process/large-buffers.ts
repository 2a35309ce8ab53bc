import os from 'node:os'
import { basename, dirname, join } from 'node:path'

/** glibc's flag to keep a library that is loaded, which Node has no name for. Without it Node lets go of what is no addon. */
const RTLD_NODELETE = 0x1000

/**
 * Lets llama.cpp have buffers of more than 1 GiB inside Electron on Linux: the rearranged copy of a model, or its KV cache.
 *
 * There the executable brings its own `posix_memalign`, which rounds up to a power of two and ends the process at 2 GiB:
 * Gemma 2 2B (1.7 GB in the order of AMX) could not be loaded at all. So ggml's own memory functions, all of them in
 * libggml-base, are bound to the system's C library: it is loaded first, looking for names in its own libraries before the
 * executable's. The C++ library is loaded before it in the usual way, or what one library makes with `new`, another one
 * would give back to the wrong place.
 */
export function allowLargeBuffers(): void {
  const inElectron = 'electron' in process.versions
  if (process.platform !== 'linux' || !inElectron) return
  const { RTLD_LAZY, RTLD_DEEPBIND } = os.constants.dlopen
  const load = process.dlopen.bind(process)
  process.dlopen = (module: object, file: string, flags: number = RTLD_LAZY) => {
    if (basename(file) === 'llama-addon.node') {
      keep('libstdc++.so.6', RTLD_LAZY)
      keep(join(dirname(file), 'libggml-base.so'), RTLD_LAZY | RTLD_DEEPBIND)
    }
    load(module, file, flags)
  }

  function keep(file: string, flags: number): void {
    try {
      load({ exports: {} }, file, flags | RTLD_NODELETE)
    } catch (error) {
      // Loaded, and no addon, as expected. Anything else the addon itself will stumble over, and say so.
      if (!String(error).includes('self-register')) process.stderr.write(`Not loaded first: ${String(error)}\n`)
    }
  }
}
