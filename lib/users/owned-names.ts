/** A person's names where a form carries them: those that a directory owns, or that are not theirs to edit, stay as they are. */
import { refuse } from "#lib/errors.ts"
import { refuseOwned, owns } from "#lib/identity-providers/ownership.ts"
import type { Person } from "./lock.ts"

type Names = Pick<Person, "firstName" | "lastName">

/**
 * The names to save. What a directory owns, or is not among the `open` ones, is kept to the letter: its form shows it cleaned of what no form
 * lets through. Refuses `directory-owned` and `field-not-editable` for another name than stands there.
 */
export function namesToKeep(
  person: Names & Pick<Person, "directory">,
  typed: Names,
  open: readonly string[] = names,
): Names {
  const kept = { ...typed }
  const owned = owns(person, "names")
  for (const name of names) {
    if (!owned && open.includes(name)) continue
    if (bare(typed[name]) !== bare(person[name])) {
      refuseOwned(person, "names", name)
      refuse(true, "field-not-editable", name)
    }
    kept[name] = person[name]
  }
  return { firstName: kept.firstName, lastName: kept.lastName }
}

const names = ["firstName", "lastName"] as const

const bare = (name: string) => name.normalize("NFKC").replace(/\p{C}|\s/gu, "")
