import { type RefusalCode, refusals } from "#lib/errors.ts"
import type { Directory, Owned } from "#lib/identity-providers/ownership.ts"

/** Why a field of the person is only to be read; null where it may be changed. */
export const fixedBy = (directory: Directory | null, what: Owned): string | null =>
  directory?.owns.includes(what) ? ownedBy(directory.name) : null

/** Whose it is. */
export const ownedBy = (name: string): string => `${name} owns this`

/** Why something is not possible, short enough for a menu, and by name where it is a directory's. */
export const whyNot = (refusal: RefusalCode, directory: Directory | null): string =>
  refusal === "directory-owned" && directory
    ? `${ownedBy(directory.name)}. Change it there.`
    : refusals[refusal]
