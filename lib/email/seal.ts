/** Mail bodies that hold a secret are sealed until they are sent. */
import { seal as sealFor, unseal as unsealFor } from "#lib/sealing.ts"

export type SealedFor = { workspaceId: string; mailId: string }

const inMail = ({ workspaceId, mailId }: SealedFor) => ({
  purpose: "mail payload",
  owner: `${workspaceId}/${mailId}`,
})

/** Seals `value` (as JSON) for one mail: moved to another row it can't be opened. */
export const seal = (value: unknown, owner: SealedFor): Buffer => sealFor(value, inMail(owner))

/** What was sealed for this mail. Throws when it was altered, belongs to another mail, or its AUTH_SECRET is gone. */
export const unseal = <T>(sealed: Buffer, owner: SealedFor): T => unsealFor<T>(sealed, inMail(owner))
