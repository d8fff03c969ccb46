/** The names under which providers say what they know of a person, unless an admin says otherwise. */

export type ClaimDefaults = Record<"emailClaim" | "firstNameClaim" | "lastNameClaim" | "groupsClaim", string>

const ws = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims"

export const usualClaims: Record<"oidc" | "saml", ClaimDefaults> = {
  // OpenID Connect Core 5.1; groups have no standard name, and this is the one that most providers use.
  oidc: {
    emailClaim: "email",
    firstNameClaim: "given_name",
    lastNameClaim: "family_name",
    groupsClaim: "groups",
  },
  // WS-Federation's names, which Entra ID and AD FS send by themselves.
  saml: {
    emailClaim: `${ws}/emailaddress`,
    firstNameClaim: `${ws}/givenname`,
    lastNameClaim: `${ws}/surname`,
    groupsClaim: "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
  },
}
