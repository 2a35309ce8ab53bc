/** Characters that mean something inside the double quotes of a desktop entry's command. */
const SPECIAL = /["`$\\]/gu

/**
 * A command as a desktop entry writes it: each argument in quotes, then the line escaped once more as every value of
 * such a file is (freedesktop.org, Desktop Entry Specification, "The Exec key").
 */
export function execLine(command: readonly string[]): string {
  const quoted = command.map((part) => `"${part.replaceAll(SPECIAL, (character) => `\\${character}`)}"`).join(' ')
  return quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%')
}

/** The file that makes a desktop start Agate at login, without a window. */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Agate',
    'Comment=Waits for the hotkey of quick questions',
    `Exec=${execLine([...command, '--hidden'])}`,
    'Icon=agate',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}
