import { type PictureFile, pictureInMemory, pictureOutside } from '../picture-file.ts'

const DATA = /^data:image\/[\w.+-]+;base64,(.*)$/su
/** Of a long address: what names a picture, and tells it from others. */
const NAME_CHARACTERS = 80

/** A picture by its address in a web page: only those whose bytes stand in the address are in the file. */
export function linkedPicture(address: string): PictureFile {
  const data = DATA.exec(address)?.[1]
  if (data === undefined) return pictureOutside(address)
  const name = `${data.length} ${data.slice(-NAME_CHARACTERS)}`
  return pictureInMemory(name, new Uint8Array(Buffer.from(data, 'base64')))
}
