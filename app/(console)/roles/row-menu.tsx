import { Copy, Ellipsis, Eye, Pencil, Trash } from "lucide-react"
import { Menu, MenuLine, MenuLink, MenuRefusal } from "#components/ui/menu.tsx"
import { refusals } from "#lib/errors.ts"
import type { ListedRole } from "#lib/roles/listing.ts"

/** What can be done with one role, and why not. */
export function RowMenu({ role: { id, name, may } }: { role: ListedRole }) {
  const menu = `role-${id}`
  return (
    <>
      <button type="button" popoverTarget={menu} aria-label={`Actions for ${name}`} className="more">
        <Ellipsis size={16} aria-hidden="true" />
      </button>
      <Menu id={menu} label={`Actions for ${name}`} place="below">
        {may.edit && (
          <MenuLink icon={Eye} href={`/roles/${id}`}>
            Open
          </MenuLink>
        )}
        {may.edit ? (
          <MenuRefusal icon={Pencil} why={refusals[may.edit]}>
            Edit
          </MenuRefusal>
        ) : (
          <MenuLink icon={Pencil} href={`/roles/${id}`}>
            Edit
          </MenuLink>
        )}
        {may.duplicate ? (
          <MenuRefusal icon={Copy} why={refusals[may.duplicate]}>
            Duplicate
          </MenuRefusal>
        ) : (
          <MenuLink icon={Copy} href={`/roles/new?from=${id}`}>
            Duplicate
          </MenuLink>
        )}
        <MenuLine />
        {may.delete ? (
          <MenuRefusal icon={Trash} why={refusals[may.delete]}>
            Delete
          </MenuRefusal>
        ) : (
          <MenuLink icon={Trash} href={`/roles/${id}/delete`} danger>
            Delete
          </MenuLink>
        )}
      </Menu>
    </>
  )
}
