import { type Permission, permissionAreas, permissionSentences } from "#lib/access/permissions.ts"
import type { ScopeArea } from "./scope-boxes.tsx"

/** What a token of whoever holds these can permit, by area; an area of which they hold nothing is left out. */
export const scopeAreas = (held: ReadonlySet<Permission>): ScopeArea[] =>
  Object.values(permissionAreas)
    .map(({ label, permissions }) => ({
      label,
      boxes: (Object.keys(permissions) as Permission[])
        .filter((permission) => held.has(permission))
        .map((permission) => ({ permission, sentence: permissionSentences[permission] })),
    }))
    .filter(({ boxes }) => boxes.length > 0)
