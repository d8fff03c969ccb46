"use client"

/** The name of an area of permissions, with how many of them are in the role. */
export function AreaHead({ id, label, held, all }: { id: string; label: string; held: number; all: number }) {
  return (
    <h2
      id={id}
      className="flex h-9 items-center justify-between border-y border-base-300 bg-base-200 px-4 text-label font-semibold"
    >
      {label}
      <span className="text-xs font-normal text-muted tabular-nums">
        {held} of {all}
      </span>
    </h2>
  )
}
