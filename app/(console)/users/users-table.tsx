"use client"

import { ArrowDown, ArrowUp, ChevronsUpDown, Ellipsis, type LucideIcon, ShieldCheck } from "lucide-react"
import { useRef, useState } from "react"
import { Avatar } from "#components/ui/avatar.tsx"
import { Badge, Mark } from "#components/ui/badge.tsx"
import { Tag } from "#components/ui/tag.tsx"
import { Time } from "#components/ui/time.tsx"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import { RowMenu } from "./row-menu.tsx"
import type { Row } from "./rows.ts"
import { TickAll } from "./tick-all.tsx"
import { bulkForm } from "./use-ticked.ts"

type Props = {
  rows: Row[]
  archived: boolean
  openMenu: string | null
  /** Something can be done to many. */
  tickable: boolean
  sort: string
  sortHrefs: { name: string; "last-sign-in": string }
}

/** The people of one page. One menu serves all rows; without JavaScript the server opens it in the row that asked. */
export function UsersTable({ rows, archived, openMenu, tickable, sort, sortHrefs }: Props) {
  const hydrated = useHydrated()
  const menu = useRef<HTMLDivElement>(null)
  const [menuRow, setMenuRow] = useState<Row | null>(null)

  const choose = (row: Row) => {
    // Another row's button would only close the open menu; closed first, it opens again beside its own.
    if (menuRow?.id !== row.id && menu.current?.matches(":popover-open")) menu.current.hidePopover()
    setMenuRow(row)
  }

  return (
    <>
      <table className="grid-table users" role="table" aria-label={archived ? "Archived people" : "People"}>
        <thead>
          <tr role="row">
            {tickable && (
              <th scope="col" className="tk">
                <TickAll />
              </th>
            )}
            <th scope="col" aria-sort={sort === "name" ? "ascending" : undefined}>
              <Head href={sortHrefs.name} icon={sort === "name" && ArrowUp}>
                User
              </Head>
            </th>
            <th scope="col">User type</th>
            <th scope="col">Roles</th>
            <th scope="col" className="bb">
              Bot Builder access
            </th>
            <th scope="col">Status</th>
            <th scope="col" aria-sort={sort === "last-sign-in" ? "descending" : undefined}>
              <Head href={sortHrefs["last-sign-in"]} icon={sort === "last-sign-in" && ArrowDown}>
                Last sign-in
              </Head>
            </th>
            <th scope="col" className="ms">
              Messages
            </th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} role="row">
              {tickable && (
                <td role="cell" className="tk">
                  <input
                    type="checkbox"
                    form={bulkForm}
                    name="id"
                    value={row.id}
                    aria-label={`Select ${row.name}`}
                    className="tick"
                  />
                </td>
              )}
              <td role="cell" className="who">
                <Avatar initials={row.initials} hue={row.hue} picture={row.picture} />
                <div className="nm">
                  <a href={`/users/${row.id}`}>{row.name}</a>
                  {row.admin && (
                    <span className="adm">
                      <ShieldCheck size={14} aria-hidden="true" /> <span>Admin</span>
                    </span>
                  )}
                  <p>
                    {/* Where there is no room for one line, it breaks here first. */}
                    {row.email.slice(0, row.email.indexOf("@"))}
                    <wbr />
                    {row.email.slice(row.email.indexOf("@"))}
                  </p>
                </div>
              </td>
              <td role="cell" className="ty">
                <Mark tone={row.typeTone}>{row.type}</Mark>
              </td>
              <td role="cell" className="ro">
                <Tags row={row} />
              </td>
              <td role="cell" className={row.botBuilder === "None" ? "bb text-muted" : "bb"}>
                {row.botBuilder}
              </td>
              <td role="cell" className="st tip-of">
                <Badge tone={row.statusTone}>{row.status}</Badge>
                <span className="tip">{row.statusNote}</span>
              </td>
              <td role="cell" className="si">
                {row.signIn ? <Time at={row.signIn} /> : "Never"}
              </td>
              <td role="cell" className="ms" title={row.wrote ?? undefined}>
                {row.messages}
              </td>
              <td role="cell" className="ac">
                <button
                  type={hydrated ? "button" : "submit"}
                  form="row-menu-form"
                  name="menu"
                  value={row.id}
                  popoverTarget="row-menu"
                  aria-label={`Actions for ${row.name}`}
                  className="more"
                  onClick={() => choose(row)}
                >
                  <Ellipsis size={16} aria-hidden="true" />
                </button>
                {!hydrated && openMenu === row.id && (
                  <div className="menu-box menu-here">
                    <RowMenu row={row} />
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div ref={menu} id="row-menu" popover="auto" className="menu-box menu-below">
        {menuRow && <RowMenu row={menuRow} />}
      </div>
    </>
  )
}

/** A head that sorts; the arrow says that it does now. */
function Head(props: { href: string; icon: LucideIcon | false; children: string }) {
  const Icon = props.icon || ChevronsUpDown
  return (
    <a href={props.href} className={props.icon ? "hd hd-on" : "hd"}>
      {props.children} <Icon size={12} aria-hidden="true" />
    </a>
  )
}

function Tags({ row: { tags, more } }: { row: Row }) {
  if (tags.length === 0) return <span className="text-muted">–</span>
  return (
    <span className="tags">
      {tags.map(({ name, by, at, rule }) => (
        <Tag key={`${name} ${by}`} by={by} rule={rule} href={at && `/groups/${at}`}>
          {name}
        </Tag>
      ))}
      {more.length > 0 && (
        <span className="tag" title={more.join(", ")}>
          +{more.length}
          <span className="sr-only"> more: {more.join(", ")}</span>
        </span>
      )}
    </span>
  )
}
