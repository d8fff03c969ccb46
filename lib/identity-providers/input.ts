/** What may be said about identity providers, their rules and e-mail domains. Safe for the browser. */
import { z } from "zod/mini"
import { userTypeNames } from "#lib/access/permissions.ts"
import { proofFields } from "#lib/auth/input.ts"
import { cursorField, isUuid, lineField, sureField, uuidField } from "#lib/input.ts"
import { asciiDomain, isOfEverybody } from "./domain-name.ts"
import { address, box, claim, clientSecret, given, issuer, value } from "./fields.ts"

// Next reads no form over 1 MB, and could not say so beside the field.
const mostPosted = 900_000 // characters

/** As many rules as one provider may have. */
export const mostRules = 200

const seen = z._default(z.string().check(z.regex(/^[0-9a-f]{0,64}$/, "Reload the page.")), "")

const pem = z._default(
  z
    .string()
    .check(
      z.maxLength(4000, "Paste one certificate."),
      z.regex(/^[\x20-\x7e\r\n\t]*$/, "Paste one certificate."),
    ),
  "",
)
const xml = z._default(
  z.string().check(z.maxLength(mostPosted, "Metadata of one provider is smaller than 1 MB.")),
  "",
)

const metadata = {
  metadataUrl: z._default(address("Enter an address that begins with https://"), ""),
  metadataFile: xml,
  metadataXml: xml,
}

const name = lineField("Enter a name: people see it on the sign-in page.", 60)

// Drawn and sealed when the form is shown, so that the addresses to hand over stand in it.
const draft = z.optional(z.string().check(z.regex(/^[\w-]{20,300}$/, "Reload the page.")))

/** `unreached`: the issuer that was not reached, if they have been told and save it all the same. */
const unreached = z._default(
  z.string().check(z.maxLength(500, "Reload the page."), z.regex(/^[^\p{C}]*$/u, "Reload the page.")),
  "",
)

export const createOidcInput = z.object({
  draft,
  name,
  issuer,
  clientId: lineField("Enter the client ID.", 255),
  clientSecret,
  unreached,
  ...proofFields,
})
export type CreateOidcInput = z.infer<typeof createOidcInput>

export const createSamlInput = z.object({ draft, name, ...metadata, ...proofFields })
export type CreateSamlInput = z.infer<typeof createSamlInput>

export const firstSignIns = ["nobody", "invited", "domain"] as const
export const owned = ["names", "email", "groups", "status"] as const

const kept = {
  providerId: uuidField,
  seen,
  name,
  emailClaim: claim("the address comes"),
  firstNameClaim: claim("the first name comes"),
  lastNameClaim: claim("the last name comes"),
  groupsClaim: claim("the groups come"),
  trustEmail: box,
  firstSignIn: z.enum(firstSignIns, { error: "Choose who gets in." }),
  userType: z.enum(userTypeNames, { error: "Choose a user type." }),
  owns: z._default(
    z.array(z.enum(owned, { error: "Choose from the boxes on the page." })).check(z.maxLength(4)),
    [],
  ),
  directoryManaged: z.pipe(
    z.enum(["off", "on"], { error: "Choose who adds people." }),
    z.transform((text) => text === "on"),
  ),
  ...proofFields,
}

export const editOidcInput = z.object({
  ...kept,
  issuer,
  clientId: lineField("Enter the client ID.", 255),
  // Empty keeps the one that is there.
  clientSecret,
  unreached,
})
export type EditOidcInput = z.infer<typeof editOidcInput>

export const editSamlInput = z.object({
  ...kept,
  // The fingerprints of those to keep.
  certificates: z._default(
    z.array(z.string().check(z.regex(/^[0-9A-F:]{95}$/, "Reload the page."))).check(z.maxLength(20)),
    [],
  ),
  newCertificate: pem,
})
export type EditSamlInput = z.infer<typeof editSamlInput>

export const replaceMetadataInput = z.object({
  providerId: uuidField,
  // What was shown as read; empty before anything was.
  digest: z._default(z.string().check(z.regex(/^[0-9a-f]{0,64}$/, "Reload the page.")), ""),
  step: z._default(z.enum(["read", "save"], { error: "Reload the page." }), "save"),
  ...metadata,
  ...proofFields,
})
export type ReplaceMetadataInput = z.infer<typeof replaceMetadataInput>

const ids = z._default(z.array(uuidField).check(z.maxLength(mostRules, "Choose fewer.")), [])

/** The rows of the mapping, by place: `values[2]` gives `gives[2]`; a row without either is none. */
export const setRulesInput = z
  .object({
    providerId: uuidField,
    seen,
    sure: sureField,
    step: z._default(z.enum(["save", "preview"], { error: "Reload the page." }), "save"),
    values: z._default(z.array(value).check(z.maxLength(mostRules + 20, "That is too many mappings.")), []),
    gives: z._default(z.array(given).check(z.maxLength(mostRules + 20, "That is too many mappings.")), []),
    newRoles: ids,
    newGroups: ids,
    ...proofFields,
  })
  .check(
    z.refine(({ values, gives }) => values.length === gives.length, {
      error: "Reload the page.",
      path: ["values"],
    }),
    z.superRefine(({ values, gives }, context) => {
      const row = values.findIndex((text, index) => (text === "") !== (gives[index] === ""))
      if (row === -1) return
      const message =
        values[row] === ""
          ? `Mapping ${row + 1}: enter the group as the provider names it.`
          : `Mapping ${row + 1}: choose what “${values[row]}” gives.`
      context.issues.push({ code: "custom", message, input: values, path: ["values"] })
    }),
    z.refine(({ values }) => values.filter(Boolean).length <= mostRules, {
      error: `A provider has at most ${mostRules} mappings.`,
      path: ["values"],
    }),
  )
export type SetRulesInput = z.infer<typeof setRulesInput>

export const changeProviderInput = z.object({ providerId: uuidField, ...proofFields })
export type ChangeProviderInput = z.infer<typeof changeProviderInput>

export const removeProviderInput = z.object({
  providerId: uuidField,
  confirm: z._default(z.string().check(z.maxLength(300, "Type the provider's name.")), ""),
  sure: sureField,
  ...proofFields,
})
export type RemoveProviderInput = z.infer<typeof removeProviderInput>

const domain = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(500, "Enter a domain like company.com")),
    z.transform((text: string) => asciiDomain(text) ?? ""),
  ),
  z.string().check(
    z.minLength(1, "Enter a domain like company.com"),
    z.refine(
      (name: string) => !isOfEverybody(name),
      "Everybody can have an address there. Enter a domain of your own.",
    ),
  ),
)

// The provider to which its people go; empty: none yet.
const chosenProvider = z._default(
  z.string().check(
    z.maxLength(36, "Choose from the list."),
    z.refine((text: string) => text === "" || isUuid(text), "Choose from the list."),
  ),
  "",
)

export const addDomainInput = z.object({ domain, providerId: chosenProvider, ...proofFields })
export type AddDomainInput = z.infer<typeof addDomainInput>

export const changeDomainInput = z.object({ domainId: uuidField, ...proofFields })
export type ChangeDomainInput = z.infer<typeof changeDomainInput>

export const editDomainInput = z.object({ domainId: uuidField, providerId: chosenProvider, ...proofFields })
export type EditDomainInput = z.infer<typeof editDomainInput>

/** The query of a provider's sign-ins; `reference`: as somebody read it to an admin. Junk falls back to the first page of all. */
export const listSignInsInput = z.object({
  reference: z.catch(z.string().check(z.trim(), z.maxLength(100)), ""),
  outcome: z.catch(z.enum(["all", "refused"]), "all"),
  before: z.catch(z.optional(uuidField), undefined),
})
export type ListSignInsInput = z.infer<typeof listSignInsInput>

/** People in one list out of a directory. */
export const mostListed = 20_000

export const keepListInput = z.object({
  providerId: uuidField,
  list: z.pipe(
    z
      .string({ error: "Paste at least one line." })
      .check(
        z.maxLength(
          mostPosted,
          `That is too long. Paste at most ${mostListed.toLocaleString("en-GB")} people at once.`,
        ),
      ),
    z.transform((text: string) =>
      text
        .replace(/\r\n?/g, "\n")
        .replace(/[^\P{C}\n\t]/gu, "")
        .trim(),
    ),
  ),
})
export type KeepListInput = z.infer<typeof keepListInput>

export const replayResults = ["changes", "links", "left-out", "suspended", "same"] as const

/** The query of the rehearsal. Junk falls back to the default. */
export const replayInput = z.object({
  list: z.catch(z.optional(uuidField), undefined),
  only: z.catch(z.optional(z.enum(replayResults)), undefined),
  after: cursorField,
})
export type ReplayQuery = z.infer<typeof replayInput>
