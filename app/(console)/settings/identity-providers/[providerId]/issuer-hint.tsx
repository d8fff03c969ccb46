import { Check, X } from "lucide-react"
import { dayTime, exactTime } from "#components/ui/format-time.ts"
import { tryIssuer } from "#lib/identity-providers/connection.ts"

type Props = { issuer: string; linked: number; page: string; check: boolean; zone: string }

/** Whether the provider answers now, if that is asked; else the way to ask. */
export async function IssuerHint({ issuer, linked, page, check, zone }: Props) {
  const again = (
    <a href={`${page}?check=now`} className="text-link">
      {check ? "Check again" : "Check now"}
    </a>
  )
  if (!check)
    return (
      <>
        Just as the provider names it.
        {linked > 0 &&
          ` ${linked === 1 ? "The person" : `The ${linked} people`} linked under it could not sign in under another one.`}{" "}
        {again}
      </>
    )
  const tried = await tryIssuer(issuer)
  const clock = exactTime(new Date(), zone).text.split(", ")[1]
  if ("why" in tried)
    return (
      <span className="text-error">
        <X size={14} aria-hidden="true" className="mr-1 inline align-[-2px]" />
        {tried.why} {again}
      </span>
    )
  const { keys } = tried.reached
  return (
    <>
      <span className="font-medium text-success">
        <Check size={14} aria-hidden="true" className="mr-1 inline align-[-2px]" />
        Reached, {keys === 1 ? "1 key" : `${keys} keys`} read at {clock}.
      </span>{" "}
      {again}
    </>
  )
}

/** The secret is written only: since when there is one is all that is ever shown. */
export const SecretHint = ({ at, zone }: { at: Date | null; zone: string }) =>
  at ? <>Stored encrypted. Set on {dayTime(at, zone).text}. Empty keeps it.</> : <>There is none yet.</>
