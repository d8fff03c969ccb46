/** The walls of a sign-in by OpenID Connect: where the server may go, and what of an answer is believed. */
import { guard, inFile } from "./access-guards.ts"
import type { Wall } from "./wall.ts"

const reached = (file: string) => (name: string, find: string, replace: string) =>
  guard(`oidc: reach: ${name}`, inFile(`lib/${file}.ts`, find, replace), "lib/provider-fetch")
const reach = reached("public-fetch")
const provider = reached("provider-fetch")
const token = (name: string, find: string, replace: string) =>
  guard(`oidc: token: ${name}`, inFile("lib/oidc/id-token.ts", find, replace), "lib/oidc/hostile.test")
const within = (file: string, test: string) => (name: string, find: string, replace: string) =>
  guard(`oidc: ${name}`, inFile(`lib/oidc/${file}.ts`, find, replace), `lib/oidc/${test}.test`)
const answer = within("answer", "hostile")
const discovery = within("discovery", "discovery")
const claims = within("claims", "claims")

export const oidcGuards: Wall[] = [
  reach("https only", `parsed?.protocol === "https:" ||`, `parsed?.protocol !== "data:" ||`),
  reach(
    "http for tests only",
    `(opened !== null && parsed?.protocol === "http:")`,
    `parsed?.protocol === "http:"`,
  ),
  reach("http to opened addresses only", "!isPlain && ", ""),
  reach("no credentials in the address", "parsed.username || parsed.password ||", ""),
  reach("no user in the address", "parsed.username || ", ""),
  reach("no dot behind the name", `|| parsed.hostname.endsWith(".")`, ""),
  reach(
    "public addresses only",
    "!addresses.every(({ address }) => isOpened(address) || (!isPlain && isPublic(address)))",
    "false",
  ),
  reach("every address of a name", "!addresses.every(", "!addresses.some("),
  provider("nothing but loopback for tests", `ipaddr.parse(address).range() === "loopback"`, "true"),
  provider("this machine for tests only", "opened: local ?", "opened: true ?"),
  reach("what IANA gave out only", " || address.match(publicV6)", " || true"),
  reach("unicast only", `address.range() === "unicast" &&`, ""),
  reach("the name is looked up once", "{ lookup: pinnedTo(addresses) }", "{}"),
  reach("all of the time", "AbortSignal.any([late, asked.signal])", "asked.signal"),
  reach("the time of the name", "inTime(signal, addressesOf(url, limits))", "addressesOf(url, limits)"),
  reach("1 MB", "bytes > mostBytes", "false"),
  provider("metadata by 200 only", "if (response.status === 200)", "if (response)"),
  reach("no compression", `, "accept-encoding": "identity"`, ""),

  token("not unsigned", `decodeProtectedHeader(token).alg === "none"`, "false"),
  token("asymmetric signatures only", "algorithms: [...algorithms],", ""),
  token(
    "the signature",
    "return (await verifyWithEither(token, keys, options)).payload",
    `return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())`,
  ),
  token("any key must fit", "throw new errors.JWSSignatureVerificationFailed()", "return { payload: {} }"),
  token("the issuer", "issuer: provider.issuer,", ""),
  token("the audience", "audience: provider.clientId,", ""),
  within("id-token", "id-token")("it expires", `requiredClaims: ["exp", "iat"]`, `requiredClaims: ["iat"]`),
  within("id-token", "id-token")(
    "it was issued",
    `requiredClaims: ["exp", "iat"]`,
    `requiredClaims: ["exp"]`,
  ),
  token("a minute only", "export const clockSkew = 60", "export const clockSkew = 200"),
  token("a minute", "export const clockSkew = 60", "export const clockSkew = 0"),
  token("a subject", `refuse(typeof claims.sub !== "string" || claims.sub === "", "subject-missing")`, ""),
  token("no endless subject", "claims.sub!.length > 255", "false"),
  token("the nonce", "claims.nonce !== expected.nonce", "false"),
  token("azp of several audiences", "[claims.aud].flat().length > 1 && claims.azp === undefined", "false"),
  token("azp", "claims.azp !== undefined && claims.azp !== clientId", "false"),
  token("not from the future", "claims.iat! > now + clockSkew", "false"),
  guard(
    "oidc: token: signed in anew",
    inFile("lib/oidc/id-token.ts", "Number(authTime) < since - clockSkew", "false"),
    "lib/oidc/id-token.test",
  ),
  guard(
    "oidc: token: says when it was signed in anew",
    inFile("lib/oidc/id-token.ts", "authTime === undefined, ", "false, "),
    "lib/oidc/sign-in.test",
  ),

  answer("state", `answer.get("state") !== state`, "false"),
  answer("no parameter twice", "if (twice)", "if (false)"),
  answer("issuer of the answer", `answer.get("iss") !== issuer`, "false"),
  answer("issuer promised", "found.authorization_response_iss_parameter_supported &&", "false &&"),
  answer("a code", `if (!answer.get("code"))`, "if (false)"),
  answer("errors fit for the log", String.raw`.replace(/[\p{C}\p{Z}]+/gu, " ")`, ""),

  discovery("issuer names itself", "if (found.issuer !== issuer)", "if (false)"),
  discovery("issuer without query", "if (/[?#]/.test(issuer))", "if (false)"),
  discovery("code flow", "requireUsable(found)\n  const", "const"),
  discovery("endpoints are public", "if (endpoint !== undefined) await", "if (endpoint === null) await"),
  discovery("signing keys", "keys.filter(maySign).length", "keys.length"),
  within("sign-in", "discovery")(
    "the browser is sent to a public address",
    "await requirePublicAddress(found.authorization_endpoint, reach)",
    "",
  ),
  within("sign-in", "sign-in")("PKCE", `code_challenge_method: "S256",`, ""),
  within("exchange", "hostile-endpoints")(
    "user info of the same subject",
    "claims.sub).catch",
    '"admin").catch',
  ),
  within("exchange", "hostile-endpoints")("secret out of errors", ", clientSecret)\n", ")\n"),
  within("client", "hostile-endpoints")(
    "only over providerFetch",
    "await providerFetch(url, init as RequestInit, reach)",
    "await fetch(url, init as RequestInit)",
  ),
  within("algorithms", "hostile")("no secrets as keys", '"RS256",', '"RS256", "HS256", "none",'),

  claims("one well-formed address", "emailField.safeParse(claim)", "emailField.safeParse(String(claim))"),
  claims(
    'verified by true or "true" only',
    'claims.email_verified === true || claims.email_verified === "true"',
    "claims.email_verified",
  ),
  claims("verified is the standard claim", 'email === "email" &&', ""),
  claims("no address, not verified", "email !== null && isVerified", "isVerified"),
  claims(
    "names are one clean line",
    "parsed.success ? parsed.data : null\n}\n\nconst groupsOf",
    "claim as string\n}\n\nconst groupsOf",
  ),
  claims(
    "groups are texts",
    '(group): group is string => typeof group === "string" && group !== ""',
    "(group): group is string => Boolean(group)",
  ),
  claims("only what was said", "Object.hasOwn(within, step)", "step in within"),
  guard(
    "oidc: verified beside the address only",
    inFile(
      "lib/oidc/claims.ts",
      "isVerified(aboutEmail, names)",
      "isVerified({ ...userInfo, ...idToken }, names)",
    ),
    "lib/oidc/hostile-endpoints.test",
  ),
]
