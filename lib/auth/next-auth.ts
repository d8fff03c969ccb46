/**
 * NextAuth, kept behind this file: it runs the sign-in and sets the cookie. Sessions are our rows, so encode() writes one and
 * decode() never reads one; reading is one look-up in session.ts. No route of NextAuth's is exposed.
 */
import NextAuth, { AuthError, CredentialsSignin } from "next-auth"
import Credentials from "next-auth/providers/credentials"
import type { Origin } from "#lib/access/actor.ts"
import { type RefusalCode, Refused } from "#lib/errors.ts"
import { log } from "#lib/log.ts"
import { normaliseEmail } from "#lib/input.ts"
import { sessionCookieName, sessionCookieOptions } from "./cookie.ts"
import { deviceCookie, keepDevice } from "./device-cookie.ts"
import { signInInput } from "./input.ts"
import { requestOrigin } from "./request.ts"
import { currentToken } from "./session.ts"
import { endSessionOf } from "./session-store.ts"
import { beginSession, checkPassword, type SignedIn } from "./sign-in.ts"

type Token = { signedIn: SignedIn; origin: Origin }

/** authorize() said no; `refusal` is why. */
class SignInRefused extends CredentialsSignin {
  readonly refusal: RefusalCode
  constructor(refusal: RefusalCode) {
    super()
    this.refusal = refusal
  }
}

const { signIn } = NextAuth(() => ({
  trustHost: true,
  secret: process.env.AUTH_SECRET,
  providers: [
    Credentials({
      credentials: { slug: {}, email: {}, password: {} },
      async authorize(sent) {
        const input = signInInput.safeParse(sent)
        if (!input.success) throw new SignInRefused("sign-in-failed")
        try {
          const origin = await requestOrigin()
          const signedIn = await checkPassword(input.data, origin, await deviceCookie())
          // Only who is fully in has shown to be the person: a temporary password may be a stolen one.
          if (signedIn.stage === "full")
            await keepDevice(signedIn.workspace.id, normaliseEmail(input.data.email))
          return { id: signedIn.user.id, signedIn, origin }
        } catch (error) {
          throw error instanceof Refused ? new SignInRefused(error.code) : error
        }
      },
    }),
  ],
  callbacks: { jwt: ({ token, user }) => (user ? { ...token, ...(user as unknown as Token) } : token) },
  jwt: {
    async encode({ token }) {
      const { signedIn, origin } = token as unknown as Token
      return beginSession(signedIn, origin)
    },
    decode: async () => null,
  },
  cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
  logger: {
    // A refused sign-in is expected, and its error carries what was typed.
    error: (error) => {
      if (!(error instanceof CredentialsSignin))
        log.error({ error: error.name }, "sign-in failed unexpectedly")
    },
    warn: () => {},
    debug: () => {},
  },
}))

/** Signs in and sets the session cookie; the session that the browser had ends. Refuses `sign-in-failed`, `throttled`. Only in an action. */
export async function signInWithPassword(input: {
  slug: string
  email: string
  password: string
}): Promise<void> {
  const former = await currentToken()
  try {
    await signIn("credentials", { ...input, redirect: false })
  } catch (error) {
    if (error instanceof SignInRefused) throw new Refused(error.refusal)
    // What beginSession() refuses comes wrapped.
    const inner = error instanceof AuthError ? error.cause?.err : error
    throw inner instanceof Refused ? inner : error
  }
  if (former) await endSessionOf(former, "signed in anew")
}
