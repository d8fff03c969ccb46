/** What the messages about a new e-mail address say, to it and to the old one. */
import { closingOf, type Letter, momentInWords, type Sender } from "./letter.ts"
import type { Message } from "./message.ts"
import { mailName } from "./name.ts"

type Props<T extends Message["template"]> = Extract<Message, { template: T }>["props"]

/** Asks the new address whether it is theirs. */
export function emailChange(props: Props<"email-change">, sender: Sender): Letter {
  const { workspace } = sender
  return {
    subject: `Confirm your new e-mail address for ${workspace}`,
    preview: `From then on you sign in to ${workspace} with this address.`,
    workspace,
    heading: "Confirm your new e-mail address",
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: `Your account at ${workspace} is to have this address. Follow the link and confirm that it is yours; until then nothing changes.`,
      },
      { kind: "link", label: "Confirm this address", href: props.link },
      {
        kind: "paragraph",
        text: `The link works once, until ${momentInWords(props.expiresAt)}. You have no account at ${workspace}? Do nothing.`,
      },
    ],
    closing: closingOf(sender),
  }
}

/** Tells the old address, which can stop it. */
export function emailChangeNotice(props: Props<"email-change-notice">, sender: Sender): Letter {
  const { workspace, sentBy } = sender
  return {
    subject: `Your e-mail address at ${workspace} is about to change`,
    preview: `If you don't want that, you can stop it.`,
    workspace,
    heading: "Your e-mail address is about to change",
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: `${sentBy ?? "Somebody signed in as you"} asked that your account at ${workspace} have the address ${props.newEmail} instead of this one. It changes as soon as that address is confirmed.`,
      },
      {
        kind: "paragraph",
        text: `You don't want that? Follow the link and stop it: this address stays, or comes back, and everybody is signed out of your account.`,
      },
      { kind: "link", label: "Stop this change", href: props.link },
      { kind: "paragraph", text: `The link works until ${momentInWords(props.expiresAt)}.` },
    ],
    closing: closingOf(sender),
  }
}
