import { FieldLabel } from "./field-label.tsx"
import { FieldNote, FixedNote } from "./field-note.tsx"

type Props = { id: string; label: string; value: string; why: string }

/** What can be read and copied here, and is not part of what the form says. */
export function FixedField({ id, label, value, why }: Props) {
  return (
    <div>
      <FieldLabel htmlFor={id} label={label} />
      <input
        id={id}
        readOnly
        value={value}
        placeholder="Not given"
        aria-describedby={`${id}-note`}
        className="text-input text-input-fixed"
      />
      <FieldNote id={`${id}-note`} error={undefined} hint={<FixedNote why={why} />} />
    </div>
  )
}
