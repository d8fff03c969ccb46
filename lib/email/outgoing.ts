/** A mail on its way out, and what may keep it from getting there. */

export type Outgoing = {
  id: string
  workspaceId: string
  from: string
  replyTo: string | null
  to: string
  subject: string
  text: string
  html: string
}

/** `providerId`: by what Resend knows the mail, and will tell what became of it. */
export type Accepted = { providerId: string | null }

/** How a mail program recognises a mail it has already got: from the mail's own id, the same at every try. */
export function messageId({ id, from }: Pick<Outgoing, "id" | "from">): string {
  return `<${id}@${/@([^\s>]+)>?$/.exec(from)?.[1] ?? "localhost"}>`
}

/** ms for getting a connection, and for a whole try. */
export const patience = { connect: 10_000, total: 30_000 }
export type Patience = typeof patience

/** A mail didn't go out. `permanent`: it won't at another try either. The message is short and names no secret of ours. */
export class SendFailure extends Error {
  readonly permanent: boolean
  constructor(message: string, { permanent = false }: { permanent?: boolean } = {}) {
    super(message)
    this.name = "SendFailure"
    this.permanent = permanent
  }
}

/**
 * Runs one try with a signal that ends it after `patience.total` or when the process stops; then it fails at once, also when
 * what runs is slow to notice.
 */
export async function withinTime<T>(
  stop: AbortSignal | undefined,
  milliseconds: number,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = AbortSignal.timeout(milliseconds)
  const signal = stop ? AbortSignal.any([stop, late]) : late
  const ended = Promise.withResolvers<never>()
  const onAbort = () =>
    ended.reject(new SendFailure(late.aborted ? "no answer in time" : "interrupted: Roster was stopping"))
  signal.addEventListener("abort", onAbort)
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([attempt(signal), ended.promise])
  } finally {
    signal.removeEventListener("abort", onAbort)
  }
}
