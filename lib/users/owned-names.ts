/** A person's names where a form carries them: those that a directory owns stay as they are. */
import { refuseOwned, owns } from "#lib/identity-providers/ownership.ts"
import type { Person } from "./lock.ts"

type Names = Pick<Person, "firstName" | "lastName">

/**
 * The names to save. What a directory owns is kept to the letter: its form shows it cleaned of what no form lets through. Refuses
 * `directory-owned` for another name than it owns.
 */
export function namesToKeep(person: Names & Pick<Person, "directory">, typed: Names): Names {
  if (!owns(person, "names")) return { firstName: typed.firstName, lastName: typed.lastName }
  for (const name of ["firstName", "lastName"] as const)
    if (bare(typed[name]) !== bare(person[name])) refuseOwned(person, "names", name)
  return { firstName: person.firstName, lastName: person.lastName }
}

const bare = (name: string) => name.normalize("NFKC").replace(/\p{C}|\s/gu, "")
