"use client"

import {
  Ban,
  Boxes,
  ChevronUp,
  CircleCheck,
  LogOut,
  type LucideIcon,
  Mail,
  ShieldMinus,
  ShieldPlus,
  Trash,
  X,
} from "lucide-react"
import { useEffect, useState } from "react"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import type { BulkActionName } from "#lib/bulk/input.ts"
import { bulkForm, tickAll, useTicked } from "./use-ticked.ts"

type Props = {
  /** What the actor may do to many. */
  actions: BulkActionName[]
  /** The filter as it stands in the address, for "all that match". */
  filter: [string, string][]
  /** How many match the filter: null where nobody has counted. */
  total: number | null
  /** There are more of them than this page shows. */
  more: boolean
}

const steps: { name: BulkActionName; label: string; icon: LucideIcon }[] = [
  { name: "suspend", label: "Suspend", icon: Ban },
  { name: "activate", label: "Activate", icon: CircleCheck },
  { name: "add-role", label: "Add role", icon: ShieldPlus },
  { name: "remove-role", label: "Remove role", icon: ShieldMinus },
  { name: "add-to-group", label: "Add to group", icon: Boxes },
]
const furtherSteps: typeof steps = [
  { name: "resend-invitation", label: "Resend invitation", icon: Mail },
  { name: "sign-out", label: "Sign out", icon: LogOut },
]

/** What can be done to the ticked people. It leads to a preview by plain GET; with JavaScript it appears when somebody is ticked. */
export function BulkBar({ actions, filter, total, more }: Props) {
  const hydrated = useHydrated()
  const { ticked } = useTicked()
  const [all, setAll] = useState(false)
  const shown = all && ticked > 0
  const open = ({ name }: { name: BulkActionName }) => actions.includes(name)
  const figure = total?.toLocaleString("en-GB")

  // Whoever is ticked or cleared by hand from here on, it is no longer everybody.
  useEffect(() => {
    const narrow = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && target.name === "id") setAll(false)
    }
    document.addEventListener("change", narrow)
    return () => document.removeEventListener("change", narrow)
  }, [])

  return (
    <>
      <form
        id={bulkForm}
        action="/users/bulk"
        aria-label="Selected people"
        hidden={hydrated && ticked === 0}
        className={hydrated ? "bulk-bar bulk-bar-floating" : "bulk-bar"}
      >
        {filter.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {hydrated ? (
          <div className="bulk-who">
            {shown && <input type="hidden" name="all" value="1" />}
            <p role="status" className="px-1 whitespace-nowrap tabular-nums">
              {shown ? `All ${figure ?? ""} selected` : `${ticked} selected`}
            </p>
            {more && !shown && (
              <button
                type="button"
                className="bulk-all"
                onClick={() => {
                  tickAll(true)
                  setAll(true)
                }}
              >
                Select all {figure ?? "that match"}
              </button>
            )}
          </div>
        ) : (
          <label className="flex items-center gap-2 px-1 whitespace-nowrap">
            <input type="checkbox" name="all" value="1" className="tick" /> All {figure ?? ""} that match
          </label>
        )}
        <span className="bulk-line" />
        {steps.filter(open).map((step) => (
          <Step key={step.name} {...step} />
        ))}
        {furtherSteps.some(open) && (
          <>
            <button type="button" popoverTarget="bulk-more" className="bulk-step">
              <span>More</span> <ChevronUp size={16} aria-hidden="true" />
            </button>
            <div
              id="bulk-more"
              popover="auto"
              role="group"
              aria-label="More"
              className="menu-box menu-above text-base-content!"
            >
              {furtherSteps.filter(open).map(({ name, label, icon: Icon }) => (
                <button key={name} type="submit" name="action" value={name} className="menu-row">
                  <Icon size={16} aria-hidden="true" /> {label}
                </button>
              ))}
            </div>
          </>
        )}
        {open({ name: "archive" }) && <Step name="archive" label="Delete" icon={Trash} />}
        {hydrated && (
          <>
            <span className="bulk-line" />
            <button
              type="button"
              aria-label="Clear the selection"
              className="bulk-step"
              onClick={() => {
                setAll(false)
                tickAll(false)
              }}
            >
              <X size={16} aria-hidden="true" />
            </button>
          </>
        )}
      </form>
      {hydrated && ticked > 0 && <div className="h-12" />}
    </>
  )
}

function Step({ name, label, icon: Icon }: { name: BulkActionName; label: string; icon: LucideIcon }) {
  return (
    <button
      type="submit"
      name="action"
      value={name}
      title={label}
      className={name === "archive" ? "bulk-step bulk-step-delete" : "bulk-step"}
    >
      <Icon size={16} aria-hidden="true" /> <span>{label}</span>
    </button>
  )
}
