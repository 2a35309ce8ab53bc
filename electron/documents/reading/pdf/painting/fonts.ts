import { z } from 'zod'
import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'

const Font = z.object({
  loadedName: z.string(),
  isType3Font: z.boolean().optional(),
  vertical: z.boolean().optional(),
  fontMatrix: z.array(z.number()).optional(),
  /** A font whose letters are drawings of their own (Type 3). */
  charProcOperatorList: z.unknown().optional(),
})
export type Font = z.infer<typeof Font>

const Glyph = z.object({
  fontChar: z.string(),
  width: z.number(),
  isSpace: z.boolean().optional(),
  /** Otherwise the font would draw a box in its place. */
  isInFont: z.boolean().optional(),
  operatorListId: z.union([z.string(), z.number()]).nullish(),
})
export type Glyph = z.infer<typeof Glyph>

const Outline = z.object({
  path: z.custom<ArrayLike<number>>((path) => ArrayBuffer.isView(path) || Array.isArray(path)),
})

const Drawing = z.object({ fnArray: z.array(z.number()), argsArray: z.array(z.unknown()) })
export type Drawing = z.infer<typeof Drawing>

/** What the library has worked out for a page: an image, a font or the outline of a letter. Null when there is no such thing. */
export function objectOf(page: PDFPageProxy, id: string): Promise<unknown> {
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise<unknown>((resolve) => {
    objects.get(id, (found: unknown) => resolve(found))
  })
}

export function fontOf(page: PDFPageProxy, name: string): Font | null {
  if (!page.commonObjs.has(name)) return null
  // Not a plain object: its fields are read one by one.
  const found: unknown = page.commonObjs.get(name)
  const read = (field: string): unknown => Reflect.get(Object(found), field)
  const fields = ['loadedName', 'isType3Font', 'vertical', 'fontMatrix', 'charProcOperatorList']
  return Font.safeParse(Object.fromEntries(fields.map((field) => [field, read(field)]))).data ?? null
}

export function outlineOf(page: PDFPageProxy, font: Font, { fontChar, isInFont }: Glyph): ArrayLike<number> | null {
  const id = `${font.loadedName}_path_${fontChar}`
  if (isInFont === false || !page.commonObjs.has(id)) return null
  return Outline.safeParse(page.commonObjs.get(id)).data?.path ?? null
}

export function drawingOf(font: Font, { operatorListId }: Glyph): Drawing | null {
  const drawings = font.charProcOperatorList
  const found: unknown = drawings instanceof Map ? drawings.get(operatorListId) : null
  return Drawing.safeParse(found).data ?? null
}

/** Letters, and between them how far the pen steps back, in thousandths of the letters' size. */
export function lettersOf(shown: unknown): (Glyph | number)[] {
  if (!Array.isArray(shown)) return []
  return shown.flatMap((entry: unknown) => (typeof entry === 'number' ? entry : (Glyph.safeParse(entry).data ?? [])))
}
