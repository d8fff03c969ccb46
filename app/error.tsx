"use client"

import { ServerCrash } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import { FullState } from "#components/ui/empty-state.tsx"

/** Only for what nobody expected; what is expected is never thrown at a page. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <main>
      <FullState
        icon={ServerCrash}
        title="Something went wrong on our side"
        actions={
          <Button kind="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        Nothing was changed. If it happens again, tell an admin
        {error.digest ? (
          <>
            {" "}
            and give them the number <code className="code">{error.digest}</code>.
          </>
        ) : (
          "."
        )}
      </FullState>
    </main>
  )
}
