/** One sign-in between its beginning and its end. Whoever begins it keeps it; nothing here does. */

/** What one sign-in is known by, each 32 random bytes in base64url. */
export type Attempt = { state: string; nonce: string; codeVerifier: string }

export type BeginOptions = Attempt & {
  loginHint?: string
  /** The person signs in at the provider anew, even if it knows them still. */
  forceLogin?: boolean
}

export type FinishOptions = Attempt & {
  forceLogin?: boolean
  /** When the sign-in was begun; without it, a forced one must have been within the last minute. */
  begunAt?: Date
}
