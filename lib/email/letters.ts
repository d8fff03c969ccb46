/** What each message says. */
import { emailChange, emailChangeNotice } from "./email-change-letters.ts"
import { closingOf, type Letter, momentInWords, type Sender, senderOf } from "./letter.ts"
import type { Envelope, Message } from "./message.ts"
import { mailName } from "./name.ts"
import { invitationByProvider, noPassword } from "./provider-letters.ts"

type Props<T extends Message["template"]> = Extract<Message, { template: T }>["props"]

function temporaryPassword(props: Props<"temporary-password">, sender: Sender): Letter {
  const { workspace, slug, sentBy, origin } = sender
  return {
    subject: `Your account at ${workspace}`,
    preview: `How to sign in to ${workspace} for the first time.`,
    workspace,
    heading: `Welcome to ${workspace}`,
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: `${sentBy ?? "An administrator"} made an account for you at ${workspace}. Sign in with this mail's address and the password below.`,
      },
      { kind: "secret", label: "Temporary password", value: props.temporaryPassword },
      {
        kind: "link",
        label: `Sign in to ${workspace}`,
        href: `${origin}/sign-in/${encodeURIComponent(slug)}${props.bypass ? "/bypass" : ""}`,
      },
      {
        kind: "paragraph",
        text: `You will choose a password of your own, confirm your address with a code that we send you, and land on ${props.landing}.`,
      },
      { kind: "paragraph", text: `The temporary password works until ${momentInWords(props.expiresAt)}.` },
    ],
    closing: closingOf(sender),
  }
}

function verificationCode(props: Props<"verification-code">, sender: Sender): Letter {
  const { workspace } = sender
  return {
    subject: `Confirm your e-mail address for ${workspace}`,
    preview: `The code you asked for, to sign in to ${workspace}.`,
    workspace,
    heading: "Confirm your e-mail address",
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      { kind: "paragraph", text: `Enter this code where you are signing in to ${workspace}.` },
      { kind: "secret", label: "Verification code", value: props.code },
      {
        kind: "paragraph",
        text: `It works once, for ${props.minutes} minutes. A newer code makes this one invalid.`,
      },
      {
        kind: "paragraph",
        text: `You did not try to sign in? Then somebody else has your password: tell an administrator of ${workspace}, and give this code to nobody.`,
      },
    ],
    closing: closingOf(sender),
  }
}

function invitation(props: Props<"invitation">, sender: Sender): Letter {
  const { workspace, sentBy } = sender
  return {
    subject: sentBy ? `${sentBy} invites you to ${workspace}` : `Your invitation to ${workspace}`,
    preview: `Confirm your name and choose a password to join ${workspace}.`,
    workspace,
    heading: `Join ${workspace}`,
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: `${sentBy ?? "An administrator"} invites you to ${workspace}. Follow the link, confirm your name and choose a password.`,
      },
      { kind: "link", label: "Accept the invitation", href: props.link },
      {
        kind: "paragraph",
        text: `The link works once, until ${momentInWords(props.expiresAt)}. Whoever has it can join in your name: do not pass it on.`,
      },
    ],
    closing: closingOf(sender),
  }
}

function passwordReset(props: Props<"password-reset">, sender: Sender): Letter {
  const { workspace, sentBy } = sender
  return {
    subject: `Choose a new password for ${workspace}`,
    preview: `The link to choose a new password for ${workspace}.`,
    workspace,
    heading: "Choose a new password",
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: sentBy
          ? `${sentBy} asks you to choose a new password for ${workspace}.`
          : `Somebody, hopefully you, asked for a new password for your account at ${workspace}.`,
      },
      { kind: "link", label: "Choose a new password", href: props.link },
      {
        kind: "paragraph",
        text: `The link works once, until ${momentInWords(props.expiresAt)}; a newer one makes it invalid. If you did not ask for it, do nothing: your password stays as it is.`,
      },
    ],
    closing: closingOf(sender),
  }
}

function passwordChanged(props: Props<"password-changed">, sender: Sender): Letter {
  const { workspace, slug, origin } = sender
  return {
    subject: `Your password at ${workspace} was changed`,
    preview: `If that was not you, act now.`,
    workspace,
    heading: "Your password was changed",
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: `The password of your account at ${workspace} was just changed, and your other sessions were ended.`,
      },
      {
        kind: "paragraph",
        text: `That was not you? Choose a new password at once, and tell an administrator of ${workspace}.`,
      },
      {
        kind: "link",
        label: "Choose a new password",
        href: `${origin}/forgot-password?workspace=${encodeURIComponent(slug)}`,
      },
    ],
    closing: closingOf(sender),
  }
}

function accessRestored(props: Props<"access-restored">, sender: Sender): Letter {
  const { workspace, slug, sentBy, origin } = sender
  return {
    subject: `You can sign in to ${workspace} again`,
    preview: `Your account at ${workspace} is open again.`,
    workspace,
    heading: "You can sign in again",
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: `${sentBy ?? "An administrator"} opened your account at ${workspace} again. Sign in as you did before.`,
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

function workspaces(props: Props<"workspaces">, sender: Sender): Letter {
  return {
    subject: "Your workspaces",
    preview: "Where you can sign in with this address.",
    workspace: "Roster",
    heading: "Your workspaces",
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      { kind: "paragraph", text: "Somebody, hopefully you, asked where this address can sign in. Here:" },
      ...props.workspaces.map(({ name, slug }) => ({
        kind: "link" as const,
        label: mailName(name),
        href: `${sender.origin}/sign-in/${encodeURIComponent(slug)}`,
      })),
    ],
    closing: closingOf(sender),
  }
}

function test(props: Props<"test">, sender: Sender): Letter {
  const { workspace, origin } = sender
  return {
    subject: `Test mail of ${workspace}`,
    preview: `Mails of ${workspace} arrive here.`,
    workspace,
    heading: "Mails arrive",
    greeting: `Hello ${mailName(props.firstName)},`,
    blocks: [
      {
        kind: "paragraph",
        text: `You asked for this mail under Settings, E-mail. It went the way that every mail of ${workspace} goes: look at whom it is from, where an answer would go, and which folder you found it in.`,
      },
      { kind: "link", label: "Open the e-mail log", href: `${origin}/settings/email` },
    ],
    closing: closingOf(sender),
  }
}

/** The letter of an envelope; `origin` is the address under which people open Roster. */
export function writeLetter(envelope: Envelope, origin: string): Letter {
  const sender = senderOf(envelope, origin)
  const { template, props } = envelope.message
  switch (template) {
    case "temporary-password":
      return temporaryPassword(props, sender)
    case "verification-code":
      return verificationCode(props, sender)
    case "invitation":
      return invitation(props, sender)
    case "invitation-by-provider":
      return invitationByProvider(props, sender)
    case "no-password":
      return noPassword(props, sender)
    case "password-reset":
      return passwordReset(props, sender)
    case "password-changed":
      return passwordChanged(props, sender)
    case "access-restored":
      return accessRestored(props, sender)
    case "email-change":
      return emailChange(props, sender)
    case "email-change-notice":
      return emailChangeNotice(props, sender)
    case "test":
      return test(props, sender)
    case "workspaces":
      return workspaces(props, sender)
  }
}
