import type { ZipArchive } from '../archive/zip-archive.ts'
import { type PictureFile, pictureFile } from '../picture-file.ts'
import { relationshipsOf } from './relationships.ts'

/** The pictures of a part of an Office file, by the ids it calls them by. Those that lie outside of the file are none. */
export function picturesOf(archive: ZipArchive, part: string): (id: string) => PictureFile | null {
  const places = new Map(relationshipsOf(archive, part).map(({ id, target }) => [id, target]))
  return (id) => {
    const place = places.get(id)
    return place === undefined ? null : pictureFile(archive, place)
  }
}
