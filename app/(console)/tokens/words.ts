import type { TokenEnd } from "#lib/access-tokens/listing.ts"

/** Why a token ended; `own`: said to its owner. */
export const endWords = (end: TokenEnd, own: boolean): string => {
  const [theirs, mine] = ends[end]
  return own ? mine : theirs
}

const ends: Record<TokenEnd, [theirs: string, mine: string]> = {
  expired: ["Expired", "Expired"],
  owner: ["Revoked by its owner", "Revoked by you"],
  admin: ["Revoked by an admin", "Revoked by an admin"],
  regenerated: ["Regenerated", "Regenerated"],
  suspended: ["Its owner was suspended", "You were suspended"],
  archived: ["Its owner was deleted", "You were deleted"],
  deactivated: ["Its owner was deactivated", "You were deactivated"],
  taken_over: ["Its owner was linked to an identity provider", "You were linked to an identity provider"],
}

/** The scopes that permit nothing any more, in a sentence. */
export const lostWords = (lost: readonly string[], own: boolean): string =>
  `${own ? "You don't" : "Its owner doesn't"} hold ${lost.length === 1 ? "this" : "these"} any more, so the token doesn't permit ${lost.length === 1 ? "it" : "them"}:`
