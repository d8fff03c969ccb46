"use client"

import { Button } from "#components/ui/button.tsx"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import type { TestBot } from "#lib/chat/test-bots.ts"

/** Which draft is tried; with JavaScript to choose it is to open it. */
export function BotChoice({ bots, chosen }: { bots: TestBot[]; chosen: string }) {
  const hydrated = useHydrated()
  return (
    <form action="/chat/test" className="flex min-w-0 gap-2">
      <select
        key={chosen}
        name="bot"
        aria-label="Bot"
        defaultValue={chosen}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
        className="choice w-44!"
      >
        {bots.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {!hydrated && <Button type="submit">Open</Button>}
    </form>
  )
}
