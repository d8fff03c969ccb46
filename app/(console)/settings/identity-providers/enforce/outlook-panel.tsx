import Link from "next/link"
import { Panel } from "#components/ui/panel.tsx"
import type { Outlook } from "#lib/identity-providers/enforcement-outlook.ts"
import { People } from "./people.tsx"

const peopleInFigures = (count: number) =>
  count === 1 ? "1 person" : `${count.toLocaleString("en-GB")} people`

/** Who gets in by a provider and who could not. `opens`: the reader may open people's pages. */
export function OutlookPanel({ outlook, opens }: { outlook: Outlook; opens: boolean }) {
  const { enforcedAt, linked, left } = outlook
  const more = left.count - left.named.length
  return (
    <Panel title={enforcedAt ? "Who gets in" : "What changes"}>
      <dl className="grid gap-4 p-4">
        <div>
          <dt className="font-medium">
            {peopleInFigures(linked)} {linked === 1 ? "has" : "have"} signed in by a provider already
          </dt>
          <dd className="mt-0.5 text-label text-muted">Nothing changes for them.</dd>
        </div>
        <div>
          <dt className={`font-medium ${left.count > 0 ? "text-warning" : ""}`}>
            {left.count === 0
              ? "Nobody is shut out"
              : `${peopleInFigures(left.count)} could not get in any more`}
          </dt>
          <dd className="mt-0.5 text-label text-muted">
            {left.count === 0 ? (
              "Everybody who is active is linked to a provider, has an address of a proved domain, or may use a password."
            ) : (
              <>
                Not linked to a provider, no address of a proved domain, no password allowed:{" "}
                <People people={left.named} opens={opens} />
                {more > 0 && (
                  <>
                    {" "}
                    and {more.toLocaleString("en-GB")} more
                    {opens && (
                      <>
                        {" "}
                        of the{" "}
                        <Link href="/users?status=active" prefetch={false} className="text-link">
                          active people
                        </Link>
                      </>
                    )}
                  </>
                )}
                .
              </>
            )}
          </dd>
        </div>
        <div>
          <dt className="font-medium">
            Passwords, links to reset them and temporary passwords {enforcedAt ? "are" : "go"} off
          </dt>
          <dd className="mt-0.5 text-label text-muted">
            For everybody but those named below. Passwords that are set are kept, and work again once this is
            lifted.
          </dd>
        </div>
      </dl>
    </Panel>
  )
}
