/** What stands in a person's profile fields. */
import { eq } from "drizzle-orm"
import { userProfiles } from "#db/schema/profiles.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { type RefusalCode, Refused } from "#lib/errors.ts"
import { refuseUnknownPhone } from "#lib/phone.ts"
import {
  type ControlledField,
  type ControlledFieldKey,
  controlledFields,
  type ProfileFieldKey,
} from "./fields.ts"

export type Profile = Record<ControlledFieldKey, string | null>
/** As a form carries it: a field that is left out stays as it is, an empty one is emptied. */
type TypedProfile = { [Key in ControlledFieldKey]?: string | undefined }

/** What stands in the person's fields, shown or not. */
export async function profileOf(tx: Tx, userId: string): Promise<Profile> {
  const [kept] = await tx.select().from(userProfiles).where(eq(userProfiles.userId, userId))
  return Object.fromEntries(controlledFields.map(({ key }) => [key, kept?.[key] ?? null])) as Profile
}

/** Those of the fields that are shown, each with what stands in it. */
export const shownIn = (profile: Profile, shown: readonly ProfileFieldKey[]): ShownField[] =>
  controlledFields
    .filter(({ key }) => shown.includes(key))
    .map((field) => ({ ...field, value: profile[field.key] }))

export type ShownField = ControlledField & { value: string | null }

/**
 * Writes what was typed into the person's profile; whoever calls has locked the person. Refuses `phone-unknown`, and with `otherwise`
 * everything that is not among the `open` fields, whatever it says.
 */
export async function saveProfile(
  tx: Tx,
  person: { workspaceId: string; userId: string },
  typed: TypedProfile,
  { open, otherwise }: { open: readonly ProfileFieldKey[]; otherwise: RefusalCode },
): Promise<void> {
  const given = controlledFields.filter(({ key }) => typed[key] !== undefined)
  const closed = given.filter(({ key }) => !open.includes(key))
  if (closed.length > 0)
    throw new Refused(otherwise, undefined, { detail: `${closed.map(({ label }) => label).join(", ")}.` })
  for (const { key, kind } of given) if (kind === "phone") refuseUnknownPhone(typed[key]!, key)
  const kept = await profileOf(tx, person.userId)
  const moved = given.filter(({ key }) => (typed[key] || null) !== kept[key])
  if (moved.length === 0) return
  const set = Object.fromEntries(moved.map(({ key }) => [key, typed[key] || null]))
  await tx
    .insert(userProfiles)
    .values({ ...person, ...set })
    .onConflictDoUpdate({ target: [userProfiles.workspaceId, userProfiles.userId], set })
}

/** Gives `to` the same profile as `from` has. */
export async function copyProfile(tx: Tx, from: string, to: string): Promise<void> {
  const [kept] = await tx.select().from(userProfiles).where(eq(userProfiles.userId, from))
  if (kept) await tx.insert(userProfiles).values({ ...kept, userId: to })
}
