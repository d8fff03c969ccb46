"use client"

import { CheckboxGroup } from "#components/form/checkbox-group.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import { TextField } from "#components/form/text-field.tsx"

/** A question and its answer: the same for a new one and one that is there. */
export function EntryFields({ autoFocus }: { autoFocus?: boolean }) {
  return (
    <>
      <FormSection title="Question" hint="What people want to know, and how they ask.">
        <div className="grid gap-4">
          <TextField
            name="title"
            label="Title"
            autoComplete="off"
            autoFocus={autoFocus}
            hint="For whoever builds the bot. It shows in the trace."
          />
          <TextAreaField
            name="phrases"
            label="Phrases"
            rows={5}
            hint="Ways in which people ask, one a line, at most 20."
          />
        </div>
      </FormSection>
      <FormSection title="Answer" hint="What the bot says.">
        <div className="grid gap-4">
          <TextAreaField
            name="answer"
            label="Text"
            rows={8}
            hint="Markdown: **bold**, lists and [links](https://example.com) are shown as such, HTML as plain text."
          />
          <CheckboxGroup
            name="handsOver"
            legend="Afterwards"
            columns="one"
            boxes={[{ value: "on", label: "Hand the conversation over to a person" }]}
          />
        </div>
      </FormSection>
    </>
  )
}
