import type { ProviderDetail } from "#lib/identity-providers/listing.ts"

/** What the form of a provider holds at first. */
export const initialOf = (provider: ProviderDetail) => ({
  providerId: provider.id,
  seen: provider.version,
  name: provider.name,
  issuer: provider.issuer,
  clientId: provider.clientId ?? "",
  certificates: provider.certificates.map(({ fingerprint256 }) => fingerprint256),
  emailClaim: provider.emailClaim,
  firstNameClaim: provider.firstNameClaim,
  lastNameClaim: provider.lastNameClaim,
  groupsClaim: provider.groupsClaim,
  trustEmail: provider.trustEmail ? ["yes"] : [],
  firstSignIn: provider.firstSignIn,
  userType: provider.userType,
  owns: provider.owns,
  directoryManaged: provider.directoryManaged ? "on" : "off",
})
