/** Signs in a process of its own, for tests of several at once: `node signer.ts` prints the key's id. */
import { closeDatabase } from "#db/client.ts"
import { currentSigningKey } from "#lib/platform-tokens/signing-keys.ts"

const { kid } = await currentSigningKey()
process.stdout.write(kid)
await closeDatabase()
