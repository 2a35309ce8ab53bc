import { z } from 'zod'
import { DOWNLOAD_START_ERRORS, InstalledCopy, ModelDownload } from '../../model/download.ts'
import { MODEL_FILE_ERRORS, ModelFile } from '../../model/model-file.ts'
import { ModelOverview } from '../../model/model-offer.ts'
import { ModelSettings, ModelSettingsPatch } from '../../model/model-settings.ts'
import { ModelExamination } from '../../model/model-examination.ts'
import {
  ImportFrame,
  MODEL_IMPORT_ERRORS,
  MODEL_REMOVE_ERRORS,
  MODEL_RESTORE_ERRORS,
} from '../../model/model-import.ts'
import { SETTINGS_ERRORS } from '../../model/settings.ts'
import { call, event, stream, nothing } from '../define.ts'

/** Model files, downloads and settings of a model. */
export const models = {
  /** Model files that Agate knows, the one in use first. */
  list: call(nothing, z.array(ModelFile), []),
  /**
   * Asks for a file with the system's dialog, checks it, remembers where it lies and uses it. Null when the dialog was
   * cancelled.
   */
  choose: call(nothing, ModelFile.nullable(), [...MODEL_IMPORT_ERRORS, 'busy']),
  /** Asks for a file with the system's dialog and checks it. Null when the dialog was cancelled. */
  pick: call(nothing, ModelFile.nullable(), MODEL_FILE_ERRORS),
  /** Of a file that was dropped on the window. */
  check: call(z.object({ path: z.string() }), ModelFile, MODEL_FILE_ERRORS),
  /** Makes a file one of Agate's models, without using it. Aborting stops the copy, and nothing is changed. */
  import: stream({
    input: z.object({
      path: z.string(),
      /** Into Agate's own folder, or only where it lies. */
      how: z.enum(['copy', 'link']),
    }),
    frame: ImportFrame,
    output: ModelFile,
    errors: MODEL_IMPORT_ERRORS,
    merge: (_waiting, next) => next,
  }),
  /** Reads the file of the model in use once more, and says whether it is what it should be. */
  examine: stream({
    input: z.strictObject({}),
    frame: ImportFrame,
    output: ModelExamination,
    errors: ['no-model', 'stopped'],
    merge: (_waiting, next) => next,
  }),
  /** Removes the damaged file of the model in use and downloads it again; `downloadChanged` tells the rest. */
  fetchAgain: call(nothing, nothing, ['no-model', ...MODEL_REMOVE_ERRORS, ...DOWNLOAD_START_ERRORS]),
  /** Runs the model in use on the processor alone with a small context, from now on. */
  runSmaller: call(nothing, nothing, ['no-model', ...SETTINGS_ERRORS]),
  /** Until Agate closes `restore` brings it back. A file that is not Agate's own is only forgotten. */
  remove: call(z.object({ path: z.string() }), z.object({ freedBytes: z.number() }), MODEL_REMOVE_ERRORS),
  /** `name-taken`: another file has the name by now. */
  restore: call(z.object({ path: z.string() }), ModelFile, MODEL_RESTORE_ERRORS),
  use: call(z.object({ path: z.string() }), ModelFile, [...MODEL_FILE_ERRORS, ...SETTINGS_ERRORS, 'busy']),
  /** The models of the catalogue and the files that are here, with what helps to choose between them. */
  overview: call(nothing, ModelOverview, []),
  /** Begins or goes on; `downloadChanged` tells the rest. */
  download: call(z.object({ id: z.string() }), nothing, DOWNLOAD_START_ERRORS),
  /** Keeps what has arrived. */
  pause: call(z.object({ id: z.string() }), nothing, []),
  /** Deletes what has arrived. */
  cancel: call(z.object({ id: z.string() }), nothing, []),
  acceptLicence: call(z.object({ id: z.string() }), nothing, ['unknown-model', ...SETTINGS_ERRORS]),
  /** Models of the catalogue that other programs have on this computer. Looks through their folders. */
  findCopies: call(nothing, z.array(InstalledCopy), []),
  /** Checks such a copy and uses it; `downloadChanged` tells the rest. */
  useCopy: call(z.object({ id: z.string(), path: z.string() }), nothing, DOWNLOAD_START_ERRORS),
  /** How the model in this file is loaded and answers. */
  settings: call(z.object({ path: z.string() }), ModelSettings, []),
  /** Holds from the next answer on; what concerns loading, once the model was loaded anew. */
  changeSettings: call(z.object({ path: z.string(), patch: ModelSettingsPatch }), ModelSettings, SETTINGS_ERRORS),
  /** At most four a second for each model, and always the last of several. */
  downloadChanged: event(ModelDownload),
  /** Files came or went, or another one is in use: fetch the overview again. */
  changed: event(z.object({})),
}
