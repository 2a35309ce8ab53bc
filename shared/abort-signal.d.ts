/** Both sides of Agate have AbortSignal, but neither the DOM's nor Node's types belong in shared/: this much is common. */
interface AbortSignal {
  readonly aborted: boolean
}
