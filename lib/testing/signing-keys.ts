/** Keys that sign belong to the whole installation: test files that need them take turns. */
import { afterAll, beforeAll } from "vitest"
import { owner } from "./fixtures.ts"

// Any number will do that nothing else locks.
const turn = 7_201_900

/** Has the keys to itself, and none at first, from the first test of the file to the last. */
export function takeTurnWithSigningKeys(): void {
  let release: () => Promise<void>
  beforeAll(async () => {
    const connection = await owner.reserve()
    await connection`select pg_advisory_lock(${turn})`
    release = async () => {
      await connection`select pg_advisory_unlock(${turn})`
      connection.release()
    }
    await forgetSigningKeys()
  })
  afterAll(async () => release())
}

export const forgetSigningKeys = () => owner`delete from signing_keys`
