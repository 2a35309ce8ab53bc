/** Set-up cannot go on for a reason that a person can do something about; `message` says both. */
export class SetupError extends Error {}
