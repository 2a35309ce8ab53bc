/*
 * What the PDF library expects of its surroundings, and the Node of Electron 33, or of the tests, does not have. It asks for
 * the drawing classes when it is imported, but only a program that draws by them ever uses them. Import this before the library.
 */

function provide(where: object, name: string, value: unknown): void {
  if (name in where) return
  Object.defineProperty(where, name, { value, configurable: true, writable: true })
}

function drawsNothing(): void {
  // Only ever constructed.
}

function withResolvers(this: PromiseConstructor) {
  let resolve: (value: unknown) => void = drawsNothing
  let reject: (reason: unknown) => void = drawsNothing
  const promise = new this<unknown>((...both) => ([resolve, reject] = both))
  return { promise, resolve, reject }
}

function attempt(this: PromiseConstructor, action: (...given: unknown[]) => unknown, ...given: unknown[]) {
  return new this((resolve) => resolve(action(...given)))
}

/** A copy: the bytes stay here as well, which costs memory and changes nothing else. */
function transferToFixedLength(this: ArrayBuffer, length = this.byteLength) {
  const moved = new ArrayBuffer(length)
  new Uint8Array(moved).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)))
  return moved
}

for (const name of ['DOMMatrix', 'Path2D', 'ImageData']) provide(globalThis, name, drawsNothing)
provide(Promise, 'withResolvers', withResolvers)
provide(Promise, 'try', attempt)
provide(ArrayBuffer.prototype, 'transferToFixedLength', transferToFixedLength)
