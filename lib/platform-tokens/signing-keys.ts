/**
 * The keys that sign tokens: made when the first is needed, followed by another each month, published before they sign and after.
 * ES256 (ECDSA on P-256 with SHA-256, RFC 7518 §3.4), because every stock library verifies it: EdDSA is still missing from
 * Microsoft.IdentityModel, Spring Security, java-jwt and jsonwebtoken.
 */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose"
import { changeSigningKeys, readSigningKeys, type SigningKey } from "#lib/access/signing-key-store.ts"
import { isSealedBefore, seal, unseal } from "#lib/sealing.ts"

export const signingAlgorithm = "ES256"

const day = 24 * 60 * 60 * 1000

/** How long a key signs, how long it is published before, and how long after: verifiers keep what they read for hours at most. */
export const keyLife = { signs: 30 * day, before: 2 * day, after: 2 * day }

const later = (moment: Date, ms: number) => new Date(moment.getTime() + ms)
const sealedFor = (kid: string) => ({ purpose: "signing key", owner: kid })

/** The key that signs now, made if there is none. Several processes that ask at once get the same one. */
export async function currentSigningKey(now = new Date()): Promise<{ kid: string; key: CryptoKey }> {
  const found = usable(await readSigningKeys(), now)
  const { kid, jwk } = found ?? usable(await changeSigningKeys((keys) => nextKeys(keys, now)), now)!
  return { kid, key: (await importJWK(jwk, signingAlgorithm)) as CryptoKey }
}

/** The public halves of all keys that sign, signed lately or will soon (RFC 7517): what verifiers read. */
export async function publicKeySet(now = new Date()): Promise<{ keys: JWK[] }> {
  const there = await readSigningKeys()
  const keys = there.length > 0 ? there : await changeSigningKeys((none) => nextKeys(none, now))
  return { keys: keys.filter((key) => isPublished(key, now)).map(({ publicJwk }) => publicJwk) }
}

/** Two clocks may differ by so much. */
const skew = 60_000

/** By the clock: makes the next key in time, forgets old ones, and seals anew what a previous AUTH_SECRET sealed. */
export async function rotateSigningKeys(now = new Date()): Promise<void> {
  await changeSigningKeys(async (keys) => (await nextKeys(keys, now)).map(sealedAnew))
}

/** The keys as they should be at this moment: one that signs now and can be opened, its successor in time, none that is too old. */
async function nextKeys(keys: SigningKey[], now: Date): Promise<SigningKey[]> {
  const kept = keys.filter((key) => isPublished(key, now))
  if (!usable(kept, now)) {
    // Nobody can sign until there is one: it is published with its first signature, and verifiers look for a key they don't know.
    return [...kept.map((key) => ({ ...key, retiresAt: key.retiresAt ?? now })), await newKey(now, now)]
  }
  const newest = kept.at(-1)!
  const until = later(newest.activeFrom, keyLife.signs)
  if (later(now, keyLife.before) < until) return kept
  const soonest = later(now, keyLife.before)
  const from = soonest > until ? soonest : until
  return [...kept.slice(0, -1), { ...newest, retiresAt: from }, await newKey(now, from)]
}

const isPublished = ({ retiresAt }: SigningKey, now: Date) =>
  retiresAt === null || now < later(retiresAt, keyLife.after)

/** The newest key that signs at this moment and that the present secrets open. */
function usable(keys: SigningKey[], now: Date): { kid: string; jwk: JWK } | null {
  const signs = ({ activeFrom, retiresAt }: SigningKey) =>
    activeFrom <= later(now, skew) && (retiresAt === null || now < retiresAt)
  const [opened] = keys.filter(signs).toReversed().flatMap(open)
  return opened ?? null
}

function open({ kid, sealedPrivate }: SigningKey): { kid: string; jwk: JWK }[] {
  try {
    return [{ kid, jwk: unseal<JWK>(sealedPrivate, sealedFor(kid)) }]
  } catch {
    return []
  }
}

async function newKey(now: Date, activeFrom: Date): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true })
  const bare = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(bare)
  return {
    kid,
    alg: signingAlgorithm,
    publicJwk: { ...bare, kid, alg: signingAlgorithm, use: "sig" },
    sealedPrivate: seal(await exportJWK(privateKey), sealedFor(kid)),
    createdAt: now,
    activeFrom,
    retiresAt: null,
  }
}

function sealedAnew(key: SigningKey): SigningKey {
  const [opened] = isSealedBefore(key.sealedPrivate, sealedFor(key.kid)) ? open(key) : []
  return opened ? { ...key, sealedPrivate: seal(opened.jwk, sealedFor(key.kid)) } : key
}
