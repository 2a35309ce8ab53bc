import type { ZipArchive } from '../archive/zip-archive.ts'
import { type PictureFile, pictureFile, pictureOutside } from '../picture-file.ts'
import { relationshipsOf } from './relationships.ts'

/** The pictures of a part of an Office file, by the ids it calls them by. */
export function picturesOf(archive: ZipArchive, part: string): (id: string) => PictureFile {
  const places = new Map(relationshipsOf(archive, part).map(({ id, target }) => [id, target]))
  return (id) => {
    const place = places.get(id)
    return place === undefined ? pictureOutside(id) : pictureFile(archive, place)
  }
}
