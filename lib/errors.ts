/** The only expected errors: a refusal with a code that the screen puts into words, and "there is no such thing here". */

import { refusals } from "./refusals.ts"

export { refusals }

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
