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

/** How long a new password has to be. */
export const leastWords = (least: number) =>
  `Use at least ${least} characters. A few words in a row are easy to remember.`

// How many characters it takes is the workspace's to say: a form says it, and the server looks at it anew.
const newPasswordField = (least: number) =>
  secretField("Enter a password.").check(
    z.refine((text: string) => lengthOf(text) >= least, leastWords(least)),
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

/** A workspace, or an address whose domain may lead to one. */
export const workspaceOrAddressInput = z.object({
  slug: z.pipe(
    z.pipe(
      z
        .string({ error: "Enter your workspace." })
        .check(z.maxLength(1000, "Enter your workspace or your address.")),
      z.transform((text: string) => text.trim()),
    ),
    z.string().check(
      z.superRefine((text: string, context) => {
        const { error } = (text.includes("@") ? emailField : slugField).safeParse(text)
        const message = error?.issues[0]?.message
        if (message) context.issues.push({ code: "custom", message, input: text })
      }),
    ),
  ),
})

export const signInInput = z.object({
  slug: slugField,
  email: emailField,
  password: secretField("Enter your password."),
})
export type SignInInput = z.infer<typeof signInInput>

/** The form of the sign-in page: without a password, the address alone may lead on. */
export const signInFormInput = z.object({
  slug: slugField,
  email: emailField,
  password: z._default(z.union([z.literal(""), secretField("Enter your password.")]), ""),
})

/** Where only providers sign in: the address says which one. */
export const chooseProviderInput = z.object({ slug: slugField, email: emailField })

/** As `setPasswordInput`, for the form of a workspace where a password has so many characters; so are the next ones. */
export const setPasswordSchema = (least: number) =>
  z
    .object({
      newPassword: newPasswordField(least),
      confirmPassword: secretField("Enter the password again."),
    })
    .check(twice())
export const setPasswordInput = setPasswordSchema(1)
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

export const acceptInvitationSchema = (least: number) =>
  z
    .object({
      token: z.string().check(z.maxLength(100)),
      firstName: lineField("Enter your first name.", 100),
      lastName: lineField("Enter your last name.", 100),
      newPassword: newPasswordField(least),
      confirmPassword: secretField("Enter the password again."),
    })
    .check(twice())
export const acceptInvitationInput = acceptInvitationSchema(1)
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>

/** For a page that mails something to an address: the answer is the same for every address. */
export const addressInput = z.object({ email: emailField })
export type AddressInput = z.infer<typeof addressInput>

export const forgotPasswordInput = z.object({ slug: slugField, email: emailField })
export type ForgotPasswordInput = z.infer<typeof forgotPasswordInput>

export const resetPasswordSchema = (least: number) =>
  z
    .object({
      token: z.string().check(z.maxLength(100)),
      newPassword: newPasswordField(least),
      confirmPassword: secretField("Enter the password again."),
    })
    .check(twice())
export const resetPasswordInput = resetPasswordSchema(1)
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>

export const changePasswordSchema = (least: number) =>
  z
    .object({
      currentPassword: secretField("Enter your current password."),
      newPassword: newPasswordField(least),
      confirmPassword: secretField("Enter the password again."),
    })
    .check(twice())
export const changePasswordInput = changePasswordSchema(1)
export type ChangePasswordInput = z.infer<typeof changePasswordInput>

/** Part of a form that asks to have shown lately who acts: their password, empty while that is not needed. */
export const proofFields = {
  currentPassword: z._default(z.string().check(z.maxLength(rawMost, tooLong)), ""),
}

/** Showing who acts, and nothing else yet. */
export const proveInput = z.object(proofFields)

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
