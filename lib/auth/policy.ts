/** The limits of signing in, with their sources. A workspace may set its own over them (lib/workspaces/policy.ts). */

/** NIST SP 800-63B-4 §3.1.1.2: a password that is the only factor has at least 15 characters; any length to 64 must be allowed. */
export const passwordLength = { least: 15, most: 256 }

/** Days. NIST SP 800-63B-4 §2.1.3: re-authenticate at AAL1 after 30 days at the latest. */
export const sessionLife = { days: 30, idleMinutes: 24 * 60 }

/** The cookie by which a page says that it asks by itself: nobody did anything, and that keeps no session from timing out. */
export const unattendedCookie = "unattended"

/** Minutes that a sign-in may rest at a step before `full`. */
export const stepMinutes = 60

/** ASVS 5.0 6.5: codes of about 20 bits, used once, at most 10 minutes, few tries. */
export const code = { minutes: 10, tries: 5, pauseSeconds: 60, perHour: 6 }

/** ASVS 5.0 6.4.1: a first password or link is random, and works for a short time or once. */
export const temporaryPasswordDays = 7
export const invitationDays = 7

/** Invitations mailed to one person. */
export const invitationsPerHour = 5

/** Minutes that a link to choose a new password works, and how many an address may ask for within an hour (ASVS 5.0 6.4.3). */
export const passwordReset = { minutes: 30, perHour: 5 }

/** Days in which a new address can be confirmed, and in which the old one can stop it or take it back. */
export const emailChange = { days: 2, stoppableDays: 7, perHour: 3 }

/** Failed sign-ins for one address in one workspace, and from one network, within the window (ASVS 5.0 6.3.1). The network's is no workspace's to set. */
export const throttle = { perAddress: 10, perNetwork: 100, minutes: 15 }

/** Tokens for back ends that one session may ask for: each lives five minutes, so that a page needs far fewer. */
export const tokensPerMinute = 60

/** Requests that one access token may make: ten a second, for as long as its program likes. */
export const apiRequestsPerMinute = 600

/** Messages that one person may write to bots and agents: more than anybody types. */
export const messagesPerMinute = 20

/** Minutes within which somebody has to come back from their identity provider. */
export const providerMinutes = 10

/** Sign-ins by a provider that one network may begin, and answers that it may bring, within the window: an office comes all at once. */
export const providerThrottle = { perNetwork: 600, minutes: 15 }

/** Minutes for which so many failures lock an account. */
export const lockMinutes = 15

export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
export const inDays = (days: number) => inMinutes(days * 24 * 60)
