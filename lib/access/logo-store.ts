/** What the clock does about the logos of every workspace: no transaction of one workspace could. */
import { database } from "#db/client.ts"

/** Removes of each workspace's former logos all but the newest `kept`. */
export async function clearFormerLogos(kept: number): Promise<void> {
  await database().client`select clear_former_logos(${kept})`
}
