/** The only expected errors: a refusal with a code that the screen puts into words, and "there is no such thing here". */

export const refusals = {
  "not-permitted": "You don't have the permission that this needs.",
  outranked: "This person has permissions that you don't have.",
  "beyond-own-access": "You can't give or take away a permission that you don't have.",
  "erase-to-oneself": "Nobody can give themselves the permission to erase people.",
  "own-access":
    "That takes permissions away from yourself. Save again to do it all the same. You would lose:",
  "too-many-to-preview":
    "This touches too many people to say beforehand who gains and who loses. It can be done all the same.",
  "last-admin":
    "This is the last active person with the Admin permissions. Make somebody else an Admin first.",
  "email-taken": "Somebody in this workspace already has this address.",
  "already-suspended": "This person is suspended already.",
  "not-suspended": "This person is not suspended.",
  oneself: "You can't suspend, deactivate or delete yourself. Another admin can.",
  "already-archived": "This person is deleted already.",
  "not-archived": "This person is not in the archive.",
  erased: "This person was erased. Nothing is left to act on.",
  "address-moved":
    "Somebody who took this person's place has the address now. Give this person another one under Edit first.",
  "edited-meanwhile":
    "Somebody changed this since you opened the form. Save again to put what you see here in its place.",
  "email-locked": "This workspace keeps addresses as they are.",
  "email-too-often": "Several changes of address were asked for within the hour. Wait a little.",
  "no-email-change": "There is no change of address to call off.",
  "erase-confirm": "Type the person's address just as it stands above.",
  "not-archived-yet": "Delete this person first. Only people in the archive can be erased.",
  "same-type": "This person has that type already. Choose another one.",
  replaced: "Somebody has taken this person's place already.",
  "not-yourself": "That is you. Do it on your own page if you mean it.",
  "has-role": "Has this role already.",
  "lacks-role": "Does not have this role directly.",
  "is-member": "Is in this group already.",
  "not-member": "Is not in this group any more.",
  "unknown-group": "The chosen group no longer exists.",
  "group-name-taken": "There is a group with this name already.",
  "group-member-outranks": "Somebody in this group has permissions that you don't have.",
  "no-addresses": "Paste at least one address.",
  "too-many-addresses": "That is too many at once. Paste at most 5,000 addresses.",
  "nobody-chosen": "Nobody is chosen. Tick the people, or choose all that match the filter.",
  "bulk-needs-target": "Choose which one first.",
  "bulk-too-many": "That is too many at once. Narrow the search or the filter.",
  "bulk-spent": "This preview has begun something else already. Open it anew.",
  "bulk-over": "This is over already.",
  "email-taken-meanwhile":
    "Somebody else in this workspace has this person's address by now. Give that person another one first.",
  archived: "This person is archived. Restore them first.",
  "form-spent": "This form has been saved already. Open it anew to make another.",
  "phone-unknown": "No such number is in use anywhere. Begin with + and the country code.",
  "already-joined": "This person has joined already. Reset their password instead.",
  "not-joined": "This person has not joined yet. Send the invitation again instead.",
  "no-invitation": "There is no open invitation to withdraw.",
  "reset-too-often": "Several links went out within the hour. Wait a little, or give a temporary password.",
  "invited-too-often":
    "Several invitations went out within the hour. Wait a little, or copy the link instead.",
  suspended: "This person is suspended. Activate them first.",
  "not-locked": "This person is not locked.",
  "built-in-role": "Built-in roles are fixed. Duplicate one to make your own from it.",
  "role-name-taken": "There is a role with this name already. Choose another name.",
  "admin-only-permission":
    "Managing and bypassing single sign-on come only with the Admin permissions, never in a role of your own.",
  "role-holder-outranks":
    "Somebody who has this role has permissions that you don't have. Ask an admin to delete it.",
  "unknown-role": "One of the chosen roles no longer exists.",
  "sign-in-failed":
    "That e-mail address and password don't match, or the account can't sign in. After ten tries it stays closed for 15 minutes.",
  throttled: "Too many tries. Wait a few minutes, then try again.",
  "password-wrong": "That is not your current password.",
  "password-unchanged": "Choose a password other than the current one.",
  "temporary-password-over":
    "Your temporary password has expired or was replaced. Ask an admin for a new one.",
  "temporary-password-reused": "Choose a password other than the temporary one.",
  "password-too-short": "Use at least 15 characters. A few words in a row are easy to remember.",
  "password-too-common": "This password is easy to guess. Add a word or two that nobody would expect.",
  "password-personal": "Leave your name, your address and the workspace's name out of the password.",
  "code-wrong": "That is not the code we sent. Check the newest mail.",
  "code-expired": "This code has expired. Send a new one.",
  "code-exhausted": "Too many tries with this code. Send a new one.",
  "code-too-soon": "A code was just sent. Wait a minute before asking for another.",
  "link-invalid": "This link has been used, was withdrawn or has expired. Ask for a new one.",
  "already-undone": "Somebody has undone this already.",
  "not-undoable": "This change can't be undone.",
  "undo-conflict": "Something has moved on since. Nothing was put back; open this page anew to see what.",
  "directory-owned":
    "This person's identity provider owns that. Change it there; Roster takes it over at their next sign-in.",
  "given-by-rule":
    "A rule of an identity provider gives this. Change the rule, or the person's groups at the provider.",
  "unknown-provider": "The chosen identity provider is not there any more, or not enabled.",
  "invitation-only": "Who signs in by an identity provider has no password here. Choose the invitation link.",
  "erase-by-rule":
    "A rule of an identity provider gives this, and nobody gets the permission to erase people by a rule. Take the rule away first.",
  "directory-managed": "People of this workspace come from its identity provider. Add them there.",
  "linked-otherwise":
    "This account is linked to another identity at that provider. An admin can unlink it on the person's page.",
  "identity-taken": "Somebody else in this workspace signs in with this identity already.",
  "domain-there": "This domain is in the list already.",
  "domain-taken": "Another workspace has proved that this domain is theirs.",
  "prove-again": "It is more than 10 minutes since you showed who you are. Type your password too.",
  "prove-by-provider":
    "It is more than 10 minutes since you signed in, and you have no password here. Sign in again in another tab, then save once more.",
  "sso-enforced": "This workspace signs in by its identity provider only. Passwords are off for this person.",
  "bot-name-taken": "There is a bot with this name already. Choose another name.",
  "owns-bots": "This person owns bots. Choose who owns them from now on; without an owner nothing is done.",
  "owner-archived": "Nobody in the archive can own a bot. Choose somebody else.",
  "owner-unfit": "Choose an active person of this workspace as the owner.",
  "owner-missing": "Choose an owner for",
  "owner-leaves": "Choose somebody else: this person is deleted too.",
  "owner-needed": "Choose the new owner, or enter their address.",
  "owns-already": "This person owns the bot already.",
  "owner-fixed": "The owner has every part in the bot. Transfer the ownership instead.",
  "not-bot-member": "This person has no part in the bot any more.",
  "nobody-with-address": "Nobody in this workspace has this address.",
  "not-yours-any-more": "You don't have this conversation any more.",
  "taken-already": "Somebody else was faster: this conversation is taken.",
  "agent-unfit": "Choose somebody who is active and may answer handed-over conversations.",
  "not-waiting": "Nobody is waiting in this conversation any more.",
  "too-many-messages": "That was a lot in a short time. Wait a minute, then send it again.",
  "bot-not-published": "This bot is not published, so nobody can talk to it yet.",
  "bot-archived": "This bot is in the archive. Nobody can talk to it any more.",
  "bot-in-archive": "This bot is in the archive. Restore it first.",
  "bot-owner-archived": "The bot's owner is in the archive. Restore them first.",
  "bot-name-taken-meanwhile": "Another bot has this name by now. Give that one another name first.",
  "too-many-entries": "That is enough: a bot has at most 300 answers. Remove one first.",
  "no-entries": "There is no answer in the draft yet. Add one first.",
  "nothing-to-publish": "Nothing has changed since the published version.",
  "draft-moved":
    "The draft is not what was shown here any more. Open this page anew to see what would be published.",
  "webhook-address-missing": "Enter the address of the webhook.",
  "webhook-secret-missing":
    "There is no signing secret yet, so the engine could not tell who asks. Make one under Settings first.",
  "webhook-host-moved":
    "The address is on another host, which would get messages signed with the secret that the former one knows. Save again to keep that secret, or make a new one once this is saved.",
  "audience-taken": "There is a back end with this audience already.",
  "too-many-audiences": "That is enough: a workspace has at most 100 back ends. Remove one first.",
  "unknown-audience": "This workspace has no back end with this audience.",
  "unknown-scope": "The scope names no permission that you have, or something that is none.",
  "sso-provider-off": "This identity provider is not switched on.",
  "sso-not-linked":
    "Only people whose account is linked already sign in by this provider. Link it under Account, signed in with a password.",
  "sso-not-invited": "There is no account in this workspace for this address. Ask an admin to add you.",
  "sso-email-missing": "The identity provider names no e-mail address, or several.",
  "sso-email-unverified": "The identity provider does not say that the e-mail address is verified.",
  "sso-domain-not-proved":
    "The e-mail address is of no domain that this workspace has proved to be its own for this provider.",
  "sso-suspended": "This account is suspended. An admin can activate it.",
  "sso-archived": "This account was deleted. An admin can restore it.",
  "sso-deactivated": "This account was deactivated. It takes a new invitation to come back.",
  "sso-other-session":
    "This was begun in another session than the one that is signed in now. Begin again where you are signed in.",
  "last-way-in": "This is the only way in that is left. Set a password or link another provider first.",
  "provider-of-account":
    "Your account belongs to this provider, so an admin decides about that. They can unlink you on your page.",
  "needs-admin":
    "This takes all of the Admin permissions: whoever controls a provider can become anyone in the workspace.",
  "provider-name-taken": "There is a provider with this name already. Choose another name.",
  "provider-unreached": "This issuer can't be used.",
  "secret-missing": "Enter the client secret.",
  "secret-again":
    "The issuer is another one. Enter its client secret too: the one that is kept is never sent to another server.",
  "metadata-missing": "Give the metadata: by its address, as a file, or pasted.",
  "metadata-unusable": "The metadata can't be used.",
  "metadata-moved": "The metadata is not what was shown here any more. Read it again, then save.",
  "certificate-unusable": "The certificate can't be used.",
  "certificate-needed": "Keep at least one certificate: without one no sign-in can be verified.",
  "rule-gives-erasing": "A provider can't give the permission to erase people. Take out:",
  "provider-enabled": "This provider is enabled already.",
  "provider-not-enabled": "This provider is not enabled.",
  "provider-confirm": "Type the provider's name just as it stands above.",
  "provider-gone": "The chosen provider no longer exists.",
  "domain-record-missing": "The record is not there yet.",
  "domain-proved": "This domain is proved already.",
  "password-at-provider":
    "This person signs in by their identity provider, which keeps the password. There is none to set here.",
  "sso-enforced-already": "Single sign-on is enforced already.",
  "sso-not-enforced": "Single sign-on is not enforced.",
  "no-enabled-provider": "No identity provider is enabled. Enable one and sign in through it first.",
  "enforce-by-provider":
    "You came in with a password. Sign in through the identity provider first, so that you don't shut yourself out.",
  "last-provider":
    "Single sign-on is enforced, and no other provider is on. Nobody could sign in any more: lift the enforcement first.",
  "nobody-bypasses":
    "Nobody could get in while the provider is down: no Admin has a password. Save again to do it all the same.",
  "password-missing": "Enter your password.",
  "no-provider-for-address": "No provider is set up for addresses like that. Choose yours above.",
  "no-workspace-for-address":
    "No workspace is known by addresses like that. Enter the workspace's name, or let us mail it to you.",
  "too-many-listed": "That is too many at once. Paste at most 20,000 people.",
  "date-missing": "Choose a day.",
  "dates-backwards": "This day is before the first one. Choose a later one.",
  "period-too-long": "That is more than 366 days. Choose a day nearer to the first.",
  "scope-not-held":
    "A token can't permit what its owner may not do. Choose from the permissions on the page.",
  "too-many-tokens": "There are 50 tokens already. Revoke one that is not needed any more.",
  "token-ended": "This token has ended already.",
  "token-empty": "You hold none of this token's permissions any more. Make another token instead.",
  busy: "Somebody else is changing this workspace right now. Try again in a moment.",
} as const

export type RefusalCode = keyof typeof refusals

/** A rule said no. `field` names the input beside which the form shows it; without one it stands above the form. */
export class Refused extends Error {
  readonly code: RefusalCode
  readonly field: string | undefined
  /** What the form's fields become, for those that the person does not type. */
  readonly values: Record<string, string>
  constructor(
    code: RefusalCode,
    field?: string,
    { detail, values = {} }: { detail?: string; values?: Record<string, string> } = {},
  ) {
    super(detail ? `${refusals[code]} ${detail}` : refusals[code])
    this.name = "Refused"
    this.code = code
    this.field = field
    this.values = values
  }
}

/** The thing does not exist, or belongs to another workspace: the two are never told apart. */
export class NotFound extends Error {
  constructor() {
    super("not found")
    this.name = "NotFound"
  }
}

/** Throws `Refused(code)` if the condition holds. */
export function refuse(condition: unknown, code: RefusalCode, field?: string): void {
  if (condition) throw new Refused(code, field)
}

/** The actor's session ended while they acted: the answer is the sign-in page. */
export class NotSignedIn extends Error {
  constructor() {
    super("not signed in")
    this.name = "NotSignedIn"
  }
}
