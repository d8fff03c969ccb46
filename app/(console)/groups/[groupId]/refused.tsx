import { Notice } from "#components/ui/notice.tsx"
import { Refused } from "#lib/errors.ts"
import { missing } from "./group.ts"

/** What was looked up, or why it is refused; what is not there leads to the 404 page. */
export async function orRefused<T>(looked: Promise<T>): Promise<{ found: T } | { refused: string }> {
  try {
    return { found: await looked }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message }
    return missing(error)
  }
}

/** Why it can't be done, and the way back. */
export function RefusedNotice({ why, back, name }: { why: string; back: string; name: string }) {
  return (
    <Notice kind="warning">
      {why}{" "}
      <a href={back} className="text-link">
        Back to {name}
      </a>
    </Notice>
  )
}
