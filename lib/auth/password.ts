/** Password hashes: argon2id, m=19 MiB t=2 p=1 (OWASP Password Storage; 8–12 ms a hash), on libuv's four threads at most. */
import { hash, verify } from "@node-rs/argon2"

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const normalised = (password: string) => password.normalize("NFC")

/** The PHC string of the password's argon2id hash, after NFC (NIST SP 800-63B-4 §3.1.1.2). */
export const hashPassword = (password: string) => hash(normalised(password), parameters)

let nobody: Promise<string> | undefined

/** Does the password match? Without a hash (nobody there) it does the same work and answers no. */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  nobody ??= hashPassword("no account has this password")
  const matches = await verify(passwordHash ?? (await nobody), normalised(password))
  return matches && passwordHash != null
}
