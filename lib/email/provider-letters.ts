/** What the messages say to whoever signs in by an identity provider. */
import { closingOf, type Letter, type Sender } from "./letter.ts"
import type { Message } from "./message.ts"
import { mailName } from "./name.ts"

type Props<T extends Message["template"]> = Extract<Message, { template: T }>["props"]

/** Invites to the sign-in page. */
export function invitationByProvider(props: Props<"invitation-by-provider">, sender: Sender): Letter {
  const { workspace, slug, sentBy, origin } = sender
  return {
    subject: sentBy ? `${sentBy} invites you to ${workspace}` : `Your invitation to ${workspace}`,
    preview: `Sign in to ${workspace} with your company's account.`,
    workspace,
    heading: `Join ${workspace}`,
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: `${sentBy ?? "An administrator"} invites you to ${workspace}. There is no password to set: follow the link and continue with your company's account.`,
      },
      {
        kind: "link",
        label: `Sign in to ${workspace}`,
        href: `${origin}/sign-in/${encodeURIComponent(slug)}`,
      },
    ],
    closing: closingOf(sender),
  }
}

/** Answers whoever asked for a new password and may use none. */
export function noPassword(props: Props<"no-password">, sender: Sender): Letter {
  const { workspace, slug, origin } = sender
  return {
    subject: `How you sign in to ${workspace}`,
    preview: `You need no password of its own for ${workspace}.`,
    workspace,
    heading: "You sign in with your company's account",
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: `Somebody, hopefully you, asked for a new password for your account at ${workspace}. You need none there: sign in with your company's account. A password that you have forgotten is to be changed where that account is kept.`,
      },
      {
        kind: "link",
        label: `Sign in to ${workspace}`,
        href: `${origin}/sign-in/${encodeURIComponent(slug)}`,
      },
    ],
    closing: closingOf(sender),
  }
}
