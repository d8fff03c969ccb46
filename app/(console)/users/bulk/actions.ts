"use server"

import { action } from "#lib/action.ts"
import { bulkInput, bulkRunInput } from "#lib/bulk/input.ts"
import { startBulk, stopBulk, waitForBulk } from "#lib/bulk/run.ts"

export const startBulkAction = action(
  bulkInput,
  async (actor, input) => {
    const { runId } = await startBulk(actor, input)
    // A short one is over before the page that shows it is there.
    await waitForBulk(actor, runId, 2000)
    return runId
  },
  { done: (runId) => `/users/bulk/${runId}` },
)

export const stopBulkAction = action(bulkRunInput, stopBulk, {
  done: (_, { runId }) => `/users/bulk/${runId}`,
})
