/** What a provider on this machine remembers, also when its keys roll over. */
import type { AdapterFactory, AdapterPayload } from "oidc-provider"

/** Kept until the process ends: no test lasts as long as its codes do. */
export function newMemory(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>()
  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`
    const findBy = async (name: "uid" | "userCode", value: string) =>
      [...kept].find(([key, payload]) => key.startsWith(keyOf("")) && payload[name] === value)?.[1]
    return {
      upsert: async (id, payload) => void kept.set(keyOf(id), payload),
      find: async (id) => kept.get(keyOf(id)),
      findByUid: (uid) => findBy("uid", uid),
      findByUserCode: (userCode) => findBy("userCode", userCode),
      consume: async (id) =>
        void Object.assign(kept.get(keyOf(id))!, { consumed: Math.floor(Date.now() / 1000) }),
      destroy: async (id) => void kept.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key)
      },
    }
  }
}
