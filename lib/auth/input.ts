/** What may be said at the front door: sign-in, passwords, codes. Safe for the browser. */
import { z } from "zod/mini"
import { emailField, lineField, sureField, uuidField } from "#lib/input.ts"
import { passwordLength } from "./policy.ts"

const lengthOf = (text: string) => [...text.normalize("NFC")].length
const tooLong = `Use at most ${passwordLength.most} characters.`
// In code units before normalisation: only keeps what is hashed and compared from growing without bound.
const rawMost = passwordLength.most * 8

/** The schema of a secret: taken as it is, any Unicode, counted in characters after NFC as it will be hashed. */
const secretField = (required: string) =>
  z.string({ error: required }).check(
    z.minLength(1, required),
    z.maxLength(rawMost, { error: tooLong, abort: true }),
    z.refine((text: string) => lengthOf(text) <= passwordLength.most, tooLong),
  )

const newPasswordField = secretField("Enter a password.").check(
  z.refine(
    (text: string) => lengthOf(text) >= passwordLength.least,
    `Use at least ${passwordLength.least} characters. A few words in a row are easy to remember.`,
  ),
)

const twice = <T extends { newPassword: string; confirmPassword: string }>() =>
  z.refine<T>(({ newPassword, confirmPassword }) => newPassword === confirmPassword, {
    error: "The two passwords differ.",
    path: ["confirmPassword"],
  })

const slugField = z.pipe(
  z.pipe(
    z.string({ error: "Enter your workspace." }),
    z.transform((text: string) => text.trim().toLowerCase()),
  ),
  z
    .string()
    .check(
      z.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "Enter your workspace: letters, digits and hyphens."),
    ),
)

export const workspaceInput = z.object({ slug: slugField })

export const signInInput = z.object({
  slug: slugField,
  email: emailField,
  password: secretField("Enter your password."),
})
export type SignInInput = z.infer<typeof signInInput>

export const setPasswordInput = z
  .object({ newPassword: newPasswordField, confirmPassword: secretField("Enter the password again.") })
  .check(twice())
export type SetPasswordInput = z.infer<typeof setPasswordInput>

export const verifyCodeInput = z.object({
  code: z.pipe(
    z.pipe(
      z.string({ error: "Enter the code." }).check(z.maxLength(40, "The code has 6 digits.")),
      z.transform((text: string) => text.replace(/[\s-]/g, "")),
    ),
    z.string().check(z.regex(/^\d{6}$/, "The code has 6 digits.")),
  ),
})
export type VerifyCodeInput = z.infer<typeof verifyCodeInput>

export const acceptInvitationInput = z
  .object({
    token: z.string().check(z.maxLength(100)),
    firstName: lineField("Enter your first name.", 100),
    lastName: lineField("Enter your last name.", 100),
    newPassword: newPasswordField,
    confirmPassword: secretField("Enter the password again."),
  })
  .check(twice())
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>

/** For a page that mails something to an address: the answer is the same for every address. */
export const addressInput = z.object({ email: emailField })
export type AddressInput = z.infer<typeof addressInput>

export const forgotPasswordInput = z.object({ slug: slugField, email: emailField })
export type ForgotPasswordInput = z.infer<typeof forgotPasswordInput>

export const resetPasswordInput = z
  .object({
    token: z.string().check(z.maxLength(100)),
    newPassword: newPasswordField,
    confirmPassword: secretField("Enter the password again."),
  })
  .check(twice())
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>

export const changePasswordInput = z
  .object({
    currentPassword: secretField("Enter your current password."),
    newPassword: newPasswordField,
    confirmPassword: secretField("Enter the password again."),
  })
  .check(twice())
export type ChangePasswordInput = z.infer<typeof changePasswordInput>

/** Part of a form that asks to have shown lately who acts: their password, empty while that is not needed. */
export const proofFields = {
  currentPassword: z._default(z.string().check(z.maxLength(rawMost, tooLong)), ""),
}
/** Which of one's own links to an identity provider is to be cut. */
export const unlinkOwnIdentityInput = z.object({ linkId: uuidField, sure: sureField })
/** The same with whose it is. */
export const unlinkIdentityInput = z.object({ userId: uuidField, linkId: uuidField, sure: sureField })
export type UnlinkIdentityInput = z.infer<typeof unlinkIdentityInput>

export const endSessionInput = z.object({ sessionId: uuidField })
export type EndSessionInput = z.infer<typeof endSessionInput>

/** A link that confirms a new address or stops the change. */
export const emailChangeInput = z.object({ token: z.string().check(z.maxLength(100)) })
export type EmailChangeInput = z.infer<typeof emailChangeInput>
