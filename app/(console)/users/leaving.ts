import type { Actor } from "#lib/access/actor.ts"
import { type Candidate, ownersToChoose } from "#lib/bot-members/candidates.ts"
import type { OwnedBot } from "#lib/bot-members/handing-over.ts"
import { mostNamedBots } from "#lib/bot-members/input.ts"

/** What the question of deleting says and asks of people's bots. */
export type Leaving = {
  bots: { id: string; name: string; note: string }[]
  /** Bots that are not listed one by one. */
  more: number
  /** Whom to choose from. */
  choices: { label: string; people: { id: string; name: string }[] }[]
}

/** Of one person also the service accounts that they answer for, and the sessions and access tokens that end. */
export type LeavingPerson = Leaving & {
  answersFor: { id: string; name: string }[]
  sessions: number
  tokens: number
}

const nobody: Leaving = { bots: [], more: 0, choices: [] }

/** The bots of whoever is deleted, and who could own them; `whose`: says of each whose it is. */
export async function toHandOver(
  actor: Actor,
  owned: OwnedBot[],
  { leaving, whose = false, all = owned.length }: { leaving: string[]; whose?: boolean; all?: number },
): Promise<Leaving> {
  if (owned.length === 0) return nobody
  const bots = owned.slice(0, mostNamedBots)
  const { builders, others } = await ownersToChoose(actor, { botIds: bots.map(({ id }) => id), leaving })
  return {
    bots: bots.map(({ id, name, publishedVersion, owner }) => ({
      id,
      name,
      note: [whose && `${owner.firstName} ${owner.lastName}`, publicationOf(publishedVersion)]
        .filter(Boolean)
        .join(" · "),
    })),
    more: all - bots.length,
    choices: [
      { label: "Build bots", people: builders.map(named) },
      { label: "Others", people: others.map(named) },
    ].filter(({ people }) => people.length > 0),
  }
}

/** How far a bot is. */
export const publicationOf = (version: number | null) =>
  version === null ? "Draft, never published" : `Published, version ${version}`

const named = ({ id, firstName, lastName }: Candidate) => ({ id, name: `${firstName} ${lastName}` })
