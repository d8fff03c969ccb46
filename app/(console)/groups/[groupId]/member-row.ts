import { type AvatarLook, avatarOf } from "#components/ui/avatar.tsx"
import type { Tone } from "#components/ui/badge.tsx"
import { userTypes } from "#lib/access/permissions.ts"
import type { UserRow } from "#lib/users/listing.ts"
import { fixedBy } from "../../users/owned-words.ts"
import { statusWords, typeTones } from "../../users/words.ts"

/** A member as the table shows them: flat and in words, because every row crosses to the browser twice. */
export type Member = AvatarLook & {
  id: string
  name: string
  email: string
  type: string
  typeTone: Tone | "hollow"
  status: string
  statusTone: Tone
  /** Why they are not taken out here; null where they are. */
  fixed: string | null
}

export function toMember(
  { id, firstName, lastName, pictureId, email, type, status, directory }: UserRow,
  ruled: ReadonlyMap<string, string>,
): Member {
  const rule = ruled.get(id)
  return {
    id,
    name: `${firstName} ${lastName}`,
    email,
    ...avatarOf(firstName, lastName, id, pictureId),
    type: userTypes[type].label,
    typeTone: typeTones[type],
    status: statusWords[status].label,
    statusTone: statusWords[status].tone,
    fixed: fixedBy(directory, "groups") ?? (rule === undefined ? null : `By a rule of ${rule}`),
  }
}
