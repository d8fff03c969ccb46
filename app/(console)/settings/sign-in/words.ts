import { days, minutes } from "#components/ui/spans.ts"
import { defaultPolicy, policyBounds, type PolicyNumber } from "#lib/workspaces/input.ts"

/** One setting as the form shows it: what holds without it, what may be entered, what the standards say, and whom a tighter one meets. */
export type Setting = {
  name: PolicyNumber
  label: string
  usual: string
  span: string
  standard: string
  tightened: string
}

export type Part = { title: string; hint: string; settings: Setting[] }

type Said = Pick<Setting, "label" | "standard" | "tightened">

const said: Record<PolicyNumber, Said> = {
  passwordLeast: {
    label: "Characters, at least",
    standard:
      "NIST SP 800-63B-4 §3.1.1.2: 15 where a password is the only factor. ASVS 5.0 6.2.1: 8, better 15.",
    tightened:
      "Nobody is signed out. Whoever has a shorter password sets a longer one at their next sign-in with it.",
  },
  lockTries: {
    label: "Failed tries before an account is locked",
    standard: "NIST SP 800-63B-4 §3.2.2: 100 at most. ASVS 5.0 6.3.1 asks for a limit.",
    tightened:
      "Counts from the next try. Nobody who is signed in notices, and whoever is locked stays locked until that ends.",
  },
  lockWindowMinutes: {
    label: "Minutes within which they count",
    standard: "ASVS 5.0 6.3.1 leaves it to you.",
    tightened: "Counts from the next try. A count that is running ends no later than one that begins now.",
  },
  lockMinutes: {
    label: "Minutes for which it is locked",
    standard:
      "ASVS 5.0 6.1.1: strangers must not lock people out, so a browser that signed in before is let in all the same.",
    tightened:
      "Holds for the next lock. Whoever is locked now gets back in when they were told, or when you unlock them.",
  },
  sessionIdleMinutes: {
    label: "Idle minutes until a session ends",
    standard: "ASVS 5.0 7.3.1 asks for an end; NIST SP 800-63B-4 §2.1.3 leaves how soon to you.",
    tightened: "Holds at once, for you too: whoever has been idle for longer signs in again.",
  },
  sessionDays: {
    label: "Days until a session ends in any case",
    standard: "NIST SP 800-63B-4 §2.1.3: 30 at most. ASVS 5.0 7.3.2 asks for an end.",
    tightened: "Holds at once, for you too: whoever signed in longer ago signs in again.",
  },
  invitationDays: {
    label: "Days that an invitation works",
    standard: "ASVS 5.0 6.4.1: random, and over soon or once it is used.",
    tightened: "Holds for the next invitation. Those already sent work until the day in their mail.",
  },
  temporaryPasswordDays: {
    label: "Days that a temporary password works",
    standard: "ASVS 5.0 6.4.1: random, and never one to keep.",
    tightened: "Holds for the next one. Those already given work until the day that was named.",
  },
  codeMinutes: {
    label: "Minutes that a code to confirm an address works",
    standard: "ASVS 5.0 6.5.5: 10 at most.",
    tightened: "Holds for the next code. Those already sent keep their time.",
  },
}

const units: Record<PolicyNumber, (count: number) => string> = {
  passwordLeast: (count) => `${count} characters`,
  lockTries: (count) => `${count} tries`,
  lockWindowMinutes: minutes,
  lockMinutes: minutes,
  sessionIdleMinutes: (count) => `${minutes(count)} (a day)`,
  sessionDays: days,
  invitationDays: days,
  temporaryPasswordDays: days,
  codeMinutes: minutes,
}

function setting(name: PolicyNumber): Setting {
  const { least, most } = policyBounds[name]
  return {
    name,
    ...said[name],
    usual: units[name](defaultPolicy[name]),
    span: `${least.toLocaleString("en-GB")} to ${most.toLocaleString("en-GB")}`,
  }
}

/** The numbers of the policy, part by part. */
export const parts: Part[] = [
  { title: "Passwords", hint: "Of people who sign in with one.", settings: [setting("passwordLeast")] },
  {
    title: "Failed sign-ins",
    hint: "What keeps guessers out.",
    settings: [setting("lockTries"), setting("lockWindowMinutes"), setting("lockMinutes")],
  },
  {
    title: "Sessions",
    hint: "When people sign in again.",
    settings: [setting("sessionIdleMinutes"), setting("sessionDays")],
  },
  {
    title: "Links and codes",
    hint: "What is sent out to get in.",
    settings: [setting("invitationDays"), setting("temporaryPasswordDays"), setting("codeMinutes")],
  },
]
