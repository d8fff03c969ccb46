/** A place in a history, as it stands in an address: the exact moment, and the id for what happened at the same one. */
import { isKnownDay } from "./input.ts"

export type Moment = { at: string; id: string }

export type FoundMoment = Moment & { kind: "sign-in" | "change" }

/** The next `most` moments from a place on, back in the list (to newer ones) or forth. */
export type Walk = { from: Moment | null; back: boolean; most: number }

export const writeMoment = ({ at, id }: Moment) => `${at}~${id}`

/** The moment, or null for anything that this server did not write. */
export function readMoment(text: string | undefined): Moment | null {
  const [, at, id] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
      text ?? "",
    ) ?? []
  return at && id && isReal(at) ? { at, id } : null
}

/** Not the 31st of February nor the year 0, which PostgreSQL refuses. */
function isReal(at: string): boolean {
  const moment = new Date(at)
  return (
    isKnownDay(at.slice(0, 10)) &&
    !Number.isNaN(moment.getTime()) &&
    moment.toISOString().slice(0, 19) === at.slice(0, 19)
  )
}
