import {
  Ban,
  CircleUser,
  Clock,
  Link2Off,
  LogIn,
  Mail,
  ServerOff,
  ShieldX,
  type LucideIcon,
} from "lucide-react"
import type { RefusalKind } from "#lib/identity-providers/refusal-kinds.ts"

type Names = { provider: string; workspace: string }
type Words = {
  icon: LucideIcon
  title: (names: Names) => string
  says: (names: Names) => string
  /** Beginning again may help. */
  again?: true
}

/** What each kind of refusal means for whoever reads it, and what to do. */
export const words: Record<RefusalKind, Words> = {
  unreachable: {
    icon: ServerOff,
    title: ({ provider }) => `${provider} can't be reached`,
    says: ({ workspace }) =>
      `It did not answer in time. Try again in a few minutes; if it stays so, tell an admin of ${workspace}.`,
    again: true,
  },
  declined: {
    icon: LogIn,
    title: ({ provider }) => `${provider} did not sign you in`,
    says: ({ provider }) =>
      `You went back, or you have no access to this application at ${provider}. Who manages ${provider} can tell.`,
    again: true,
  },
  "begin-again": {
    icon: Clock,
    title: () => "Begin once more",
    says: () =>
      "This sign-in was begun in another browser or tab, was used already, or took more than 10 minutes. Begin here and go through it in one go.",
    again: true,
  },
  "not-anew": {
    icon: LogIn,
    title: ({ provider }) => `${provider} did not ask who you are`,
    says: ({ provider }) =>
      `What you were about to do needs you to sign in anew at ${provider}, not only to be signed in there still.`,
    again: true,
  },
  "no-account": {
    icon: CircleUser,
    title: ({ workspace }) => `No account in ${workspace} is yours yet`,
    says: ({ provider, workspace }) =>
      `${provider} knows you, ${workspace} does not. If you have a password here, log in with it and link ${provider} under Account. Else ask an admin of ${workspace} to add you.`,
  },
  address: {
    icon: Mail,
    title: () => "Your e-mail address doesn't let you in",
    says: ({ provider, workspace }) =>
      `${provider} must name one address of yours, say that it is verified, and ${workspace} must have proved that its domain is theirs. An admin of ${workspace} can see which is missing.`,
  },
  linked: {
    icon: Link2Off,
    title: () => "Linked to somebody else already",
    says: ({ provider, workspace }) =>
      `An account and an identity at ${provider} are linked one to one, and one of the two is taken. An admin of ${workspace} can unlink it.`,
  },
  closed: {
    icon: Ban,
    title: () => "Your account is closed",
    says: ({ workspace }) =>
      `It was suspended, deactivated or deleted. An admin of ${workspace} can open it again.`,
  },
  off: {
    icon: Ban,
    title: ({ provider }) => `${provider} is not in use here`,
    says: ({ workspace }) => `An admin of ${workspace} has not switched it on. Use another way in.`,
  },
  busy: {
    icon: Clock,
    title: () => "Something else is going on",
    says: ({ workspace }) => `${workspace} is being changed right now. Try again in a moment.`,
    again: true,
  },
  throttled: {
    icon: Clock,
    title: () => "Too many sign-ins at once",
    says: () => "Many sign-ins came from your network. Wait a few minutes, then try again.",
    again: true,
  },
  "not-accepted": {
    icon: ShieldX,
    title: ({ provider }) => `What ${provider} answered was not accepted`,
    says: ({ workspace }) =>
      `You did nothing wrong. Tell an admin of ${workspace}, with the reference below: it says why.`,
    again: true,
  },
}
