/** The walls of enabling, disabling and removing a provider, and of whose a domain is. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const tests = (name: string) => [`lib/identity-providers/${name}.test`]

export const ssoLifeGuards: Wall[] = [
  ...walls("lib/identity-providers/secret-sealing.ts", tests("secret-sealing"), [
    [
      "secrets: only what a previous AUTH_SECRET sealed is sealed anew",
      "!kept || !isSealedBefore(kept.sealed, sealedFor(providerId))",
      "!kept || !isSealedBefore",
    ],
  ]),
  ...walls("lib/identity-providers/enabling.ts", tests("removal"), [
    [
      "enabling: a certificate is there",
      'refuse(provider.certificates.length === 0, "certificate-needed")',
      "",
    ],
    ["enabling: the issuer answers", "await requireIssuer(tried.issuer, null)", "void requireIssuer"],
    [
      "disabling: never the last one while enforced",
      "await refuseLastProvider(tx)",
      "void refuseLastProvider",
    ],
  ]),
  ...walls("lib/identity-providers/removal.ts", tests("removal"), [
    [
      "removal: named to confirm",
      'refuse(input.confirm.trim() !== name, "provider-confirm", "confirm")',
      "void name",
    ],
    ["removal: never the last one while enforced", "await refuseLastProvider(tx)", "void refuseLastProvider"],
    ["removal: takes what the rules gave", "[userRoles, groupMembers]", "[groupMembers]"],
    ["removal: ends sessions", "eq(sessions.identityProviderId, id),", "eq(sessions.id, id),"],
    [
      "removal: keeps one's own session",
      "actor.sessionId ? ne(sessions.id, actor.sessionId) : undefined",
      "undefined",
    ],
    [
      "removal: one's own access is asked about",
      "{ sure: input.sure }",
      "{ sure: [...actor.permissions].join() }",
    ],
    [
      "removal: looking changes nothing",
      'return preview(actor, "sso:manage"',
      'return change(actor, "sso:manage"',
    ],
  ]),
  ...walls("lib/identity-providers/domains.ts", tests("domains"), [
    [
      "domains: the record has to be there",
      "await requireRecord(domain, proof, lookUp)",
      "void requireRecord",
    ],
    [
      "domains: the record is this one",
      "record.trim() === proof",
      "record.trim() !== String(proof).slice(1)",
    ],
    ["domains: a provider of the workspace", 'refuse(!found, "provider-gone", "providerId")', ""],
    ["domains: proved once", 'refuse(present.provedAt, "domain-proved")', ""],
  ]),
]
