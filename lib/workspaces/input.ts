/** What may be set for a workspace. Safe for the browser. */
import { z } from "zod/mini"
import { proofFields } from "#lib/auth/input.ts"
import {
  code,
  invitationDays,
  lockMinutes,
  passwordLength,
  sessionLife,
  temporaryPasswordDays,
  throttle,
} from "#lib/auth/policy.ts"
import { emailField, lineField, seenField, timezoneField } from "#lib/input.ts"

/** What a workspace says of itself. Empty: the time zone of each one's browser, no address to write to. */
export const editWorkspaceInput = z.object({
  seen: seenField,
  name: lineField("Enter the workspace's name.", 100),
  timezone: z._default(timezoneField, ""),
  supportAddress: z._default(
    z.union([z.literal(""), emailField], { error: "Enter an address like help@company.com" }),
    "",
  ),
})
export type EditWorkspaceInput = z.infer<typeof editWorkspaceInput>

/** What a workspace that has set nothing has, in the units that the names say. */
export const defaultPolicy = {
  passwordLeast: passwordLength.least,
  lockTries: throttle.perAddress,
  lockWindowMinutes: throttle.minutes,
  lockMinutes,
  sessionIdleMinutes: sessionLife.idleMinutes,
  sessionDays: sessionLife.days,
  invitationDays,
  temporaryPasswordDays,
  codeMinutes: code.minutes,
}
export type PolicyNumber = keyof typeof defaultPolicy

/** Within which a workspace may set each. NIST SP 800-63B-4: 8 characters at least, 100 tries and 30 days at most. */
export const policyBounds: Record<PolicyNumber, { least: number; most: number }> = {
  passwordLeast: { least: 8, most: 64 },
  lockTries: { least: 3, most: 100 },
  lockWindowMinutes: { least: 5, most: 1440 },
  lockMinutes: { least: 5, most: 1440 },
  sessionIdleMinutes: { least: 5, most: 30 * 1440 },
  sessionDays: { least: 1, most: 30 },
  invitationDays: { least: 1, most: 30 },
  temporaryPasswordDays: { least: 1, most: 30 },
  codeMinutes: { least: 2, most: 30 },
}

function isWithin(name: PolicyNumber, text: string): boolean {
  const { least, most } = policyBounds[name]
  return /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most
}

/** A whole number as it is typed; empty: the default. */
function numberField(name: PolicyNumber) {
  const [least, most] = [policyBounds[name].least, policyBounds[name].most.toLocaleString("en-GB")]
  const error = `Enter a whole number from ${least} to ${most}, or nothing for the default.`
  return z._default(
    z.pipe(
      z.pipe(
        z.string({ error }).check(z.maxLength(40, error)),
        z.transform((text: string) => text.trim()),
      ),
      z.string().check(z.refine((text: string) => text === "" || isWithin(name, text), error)),
    ),
    "",
  )
}

const mostDomains = 50
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
const domain = new RegExp(`^(?=.{4,253}$)(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`)

/** Domains, one a line or between commas, with or without an @; none: any. */
const domainsField = z._default(
  z.pipe(
    z.pipe(
      z
        .string({ error: "Enter domains like company.com" })
        .check(z.maxLength(15_000, "Enter fewer domains.")),
      z.transform((text: string) => [
        ...new Set(
          text
            .toLowerCase()
            .split(/[\s,;]+/)
            .map((each) => each.replace(/^@/, ""))
            .filter((each) => each !== ""),
        ),
      ]),
    ),
    z.array(z.string()).check(
      z.maxLength(mostDomains, `Enter at most ${mostDomains} domains.`),
      z.refine((all: string[]) => all.every((each) => domain.test(each)), "Enter domains like company.com"),
    ),
  ),
  [],
)

const minutesADay = 1440

/** All of the policy; the words of `breaches` and `emailChange` are the radio buttons' values. */
export const signInPolicyInput = z
  .object({
    passwordLeast: numberField("passwordLeast"),
    lockTries: numberField("lockTries"),
    lockWindowMinutes: numberField("lockWindowMinutes"),
    lockMinutes: numberField("lockMinutes"),
    sessionIdleMinutes: numberField("sessionIdleMinutes"),
    sessionDays: numberField("sessionDays"),
    invitationDays: numberField("invitationDays"),
    temporaryPasswordDays: numberField("temporaryPasswordDays"),
    codeMinutes: numberField("codeMinutes"),
    breaches: z.enum(["unchecked", "checked"], { error: "Choose one." }),
    emailChange: z.enum(["allowed", "locked"], { error: "Choose one." }),
    allowedDomains: domainsField,
    seen: seenField,
    ...proofFields,
  })
  .check(
    z.refine((typed) => !(held(typed, "sessionIdleMinutes") > held(typed, "sessionDays") * minutesADay), {
      error: "A session ends before that: enter no more than its days have minutes.",
      path: ["sessionIdleMinutes"],
    }),
    z.refine((typed) => !(held(typed, "lockMinutes") < held(typed, "lockWindowMinutes")), {
      error: "No try counts before the window is over: enter no less than that.",
      path: ["lockMinutes"],
    }),
  )
export type SignInPolicyInput = z.infer<typeof signInPolicyInput>

/** What would hold; NaN, which is beyond nothing, for what the field itself refuses. */
function held(typed: Record<PolicyNumber, string>, name: PolicyNumber): number {
  if (typed[name] === "") return defaultPolicy[name]
  return isWithin(name, typed[name]) ? Number(typed[name]) : Number.NaN
}

/** `signOut`: whoever came in with a password is signed out. `sure`: what the actor was told and wants all the same. */
export const enforceInput = z.object({
  ...proofFields,
  signOut: z._default(
    z.array(z.enum(["yes"], { error: "Choose from the boxes on the page." })).check(z.maxLength(1)),
    [],
  ),
  sure: z._default(z.string().check(z.regex(/^[a-z-]{0,100}$/, "Reload the page.")), ""),
})
export type EnforceInput = z.infer<typeof enforceInput>

export const liftEnforcementInput = z.object(proofFields)
export type LiftEnforcementInput = z.infer<typeof liftEnforcementInput>
