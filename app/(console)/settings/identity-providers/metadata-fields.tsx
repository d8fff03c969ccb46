"use client"

import { FieldLabel } from "#components/form/field-label.tsx"
import { FieldNote } from "#components/form/field-note.tsx"
import { useField, useFormState } from "#components/form/form-context.ts"
import { TextField } from "#components/form/text-field.tsx"

/** The provider's metadata: what is pasted counts before a file, and that before the address. */
export function MetadataFields() {
  return (
    <div className="grid gap-4">
      <TextField
        name="metadataUrl"
        label="Address of the metadata"
        inputMode="url"
        placeholder="https://login.example.com/metadata.xml"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint="With it, the metadata can be read again later."
        optional
      />
      <FileField />
      <PasteField />
    </div>
  )
}

function FileField() {
  const field = useField("metadataFile")
  return (
    <div>
      <FieldLabel htmlFor={field.id} label="Metadata file" optional />
      <input
        {...field.registration}
        id={field.id}
        type="file"
        accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.error ? field.noteId : undefined}
        className="text-input file-box"
      />
      <FieldNote id={field.noteId} error={field.error} />
    </div>
  )
}

/** A file can't be chosen for somebody again: what was in it comes back here. */
function PasteField() {
  const field = useField("metadataXml")
  const { values } = useFormState()
  const text = [values["metadataXml"], values["metadataFile"]].find(
    (each) => typeof each === "string" && each,
  )
  return (
    <div>
      <FieldLabel htmlFor={field.id} label="Pasted metadata" optional />
      <textarea
        {...field.registration}
        id={field.id}
        rows={4}
        defaultValue={text}
        spellCheck={false}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.error ? field.noteId : undefined}
        className="text-box block font-mono text-xs"
      />
      <FieldNote id={field.noteId} error={field.error} />
    </div>
  )
}
