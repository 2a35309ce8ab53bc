/** What programs write where nobody gave a title. */
const NO_TITLE =
  /^(?:untitled|unbenannt|ohne titel|sans titre|sin título|senza titolo|sem título|(?:document|dokument|documento|presentation|präsentation|présentation|presentación|presentazione|apresentação|slide|folie)\s*\d*|powerpoint[ -]pr[eä]sentation|présentation powerpoint)$/iu
/** “Microsoft Word - lease_v3.doc”: who printed which file. */
const PRINTED = /^(?:microsoft (?:office )?(?:word|excel|powerpoint)|adobe \w+|libreoffice \w+) - /iu
const FILE_NAME = /^\S+\.(?:docx?|odt|rtf|pptx?|odp|xlsx?|ods|pdf|tex|dvi|e?ps|indd|qxd|pub|pmd|fm|html?|txt|tmp)$/iu

/** The title that a document gives itself, if it says more than the name of its file. */
export function ownTitle(title: string): string | null {
  return title === '' || NO_TITLE.test(title) || PRINTED.test(title) || FILE_NAME.test(title) ? null : title
}
