import { type Permission, permissionAreas, permissionLabels } from "#lib/access/permissions.ts"

/** What a permission opens, within a sentence: "publish bots". */
export const toDo = (permission: Permission) =>
  permissionLabels[permission].charAt(0).toLowerCase() + permissionLabels[permission].slice(1)

/** The permissions by area, as a select and a table show them. */
export const areas = Object.values(permissionAreas).map(({ label, permissions }) => ({
  label,
  permissions: Object.keys(permissions) as Permission[],
}))
