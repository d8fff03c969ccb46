/** Links that go into mails: built from AUTH_URL alone, never from what a request says its host is. */
import { settings } from "#lib/settings.ts"

export const invitationLink = (token: string) => `${settings().authUrl}/invitation/${token}`
export const resetLink = (token: string) => `${settings().authUrl}/reset-password/${token}`
export const emailChangeLink = (token: string) => `${settings().authUrl}/email-change/${token}`
