import type { BulkActionName } from "#lib/bulk/input.ts"
import type { Ending } from "#lib/bulk/preview.ts"

export const inFigures = (count: number) => count.toLocaleString("en-GB")
export const peopleInFigures = (count: number) => (count === 1 ? "1 person" : `${inFigures(count)} people`)
const counted = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${inFigures(count)} ${many}`

/** "1 session", "2 sessions and 1 access token"; empty where nothing ends. */
export const endingInFigures = ({ sessions, tokens }: Ending) =>
  [
    sessions > 0 && counted(sessions, "session", "sessions"),
    tokens > 0 && counted(tokens, "access token", "access tokens"),
  ]
    .filter(Boolean)
    .join(" and ")

/** What a preview found besides the people themselves. */
type SideEffects = Ending & { links: number; mails: number }

type Words = {
  label: string
  /** What the heading and the button say it does. */
  title: (people: string, target: string) => string
  will: string
  done: string
  /** It takes something away from people. */
  dangerous?: true
  endsSessions?: true
  happens: (found: SideEffects) => string[]
}

const endAtOnce = ({ sessions, tokens, links }: SideEffects) => [
  ...(sessions + tokens > 0
    ? [`${endingInFigures({ sessions, tokens })} ${sessions + tokens === 1 ? "ends" : "end"} at once.`]
    : []),
  ...(links > 0 ? [`${counted(links, "open link stops", "open links stop")} working.`] : []),
]

/** The actions on many people in words: the same before, during and after. */
export const bulkWords: Record<BulkActionName, Words> = {
  suspend: {
    label: "Suspend",
    title: (people) => `Suspend ${people}`,
    will: "Will be suspended",
    done: "suspended",
    dangerous: true,
    endsSessions: true,
    happens: (found) => [
      ...endAtOnce(found),
      "They can't sign in until somebody activates them.",
      "Nobody is notified. Their data and messages are kept.",
    ],
  },
  activate: {
    label: "Activate",
    title: (people) => `Activate ${people}`,
    will: "Will be activated",
    done: "activated",
    happens: ({ mails }) => [
      "They become what they were before they were suspended.",
      `${counted(mails, "person is", "people are")} told by mail that they can sign in again.`,
    ],
  },
  archive: {
    label: "Delete",
    title: (people) => `Delete ${people}`,
    will: "Will be deleted",
    done: "deleted",
    dangerous: true,
    endsSessions: true,
    happens: (found) => [
      ...endAtOnce(found),
      "They move to the Archived view, from where they can be restored, without bots that they own.",
      "Their addresses become free. Nobody is notified.",
    ],
  },
  "add-role": {
    label: "Add role",
    title: (people, role) => `Add role ${role} to ${people}`,
    will: "Will get the role",
    done: "got the role",
    happens: () => ["What the role permits is theirs from their next click on.", "Nobody is notified."],
  },
  "remove-role": {
    label: "Remove role",
    title: (people, role) => `Remove role ${role} from ${people}`,
    will: "Will lose the role",
    done: "lost the role",
    happens: () => [
      "What only this role permits them is gone at their next click.",
      "What a group or another role gives them stays. Nobody is notified.",
    ],
  },
  "add-to-group": {
    label: "Add to group",
    title: (people, group) => `Add ${people} to ${group}`,
    will: "Will join the group",
    done: "joined the group",
    happens: () => ["The roles of the group are theirs from their next click on.", "Nobody is notified."],
  },
  "resend-invitation": {
    label: "Resend invitation",
    title: (people) => `Resend the invitation to ${people}`,
    will: "Will be invited again",
    done: "invited again",
    happens: ({ mails }) => [
      `${counted(mails, "fresh invitation goes", "fresh invitations go")} out by mail.`,
      "Earlier links and temporary passwords stop working.",
    ],
  },
  "sign-out": {
    label: "Sign out",
    title: (people) => `Sign out ${people}`,
    will: "Will be signed out",
    done: "signed out",
    endsSessions: true,
    happens: (found) => [...endAtOnce(found), "They can sign in again right away. Nobody is notified."],
  },
}
