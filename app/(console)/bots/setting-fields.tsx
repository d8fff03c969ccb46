"use client"

import { FormSection } from "#components/form/form-section.tsx"
import { RadioCards } from "#components/form/radio-cards.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import { TextField } from "#components/form/text-field.tsx"

const engines = [
  {
    value: "entries",
    label: "Its own answers",
    hint: "A list of questions and answers, kept and matched here.",
  },
  {
    value: "webhook",
    label: "A webhook",
    hint: "Each message is sent, signed, to your own engine, which answers.",
  },
]

/** Who the bot is and how it answers: the same for a new bot and one that is there. */
export function SettingFields({ languages, autoFocus }: { languages: Choice[]; autoFocus?: boolean }) {
  return (
    <>
      <FormSection title="Bot" hint="As people see it where they choose whom to talk to.">
        <div className="grid gap-4">
          <TextField name="name" label="Name" autoComplete="off" autoFocus={autoFocus} />
          <TextField name="description" label="Description" autoComplete="off" optional />
        </div>
      </FormSection>
      <div className="group/engine border-t border-base-300 [&>section]:border-t-0">
        <FormSection title="Answers from" hint="What answers people's questions." names="engine">
          <div className="grid gap-4">
            <RadioCards name="engine" across cards={engines} />
            {/* Told by the radio itself, so that it needs no script; what is wrong with it is seen in any case. */}
            <div className="hidden group-has-[[name=webhookUrl][aria-invalid]]/engine:block group-has-[[value=webhook]:checked]/engine:block">
              <TextField
                name="webhookUrl"
                label="Address of the webhook"
                inputMode="url"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                placeholder="https://engine.example.com/roster"
                hint="Begins with https:// and can be reached from outside."
              />
            </div>
            <div className="sm:max-w-72">
              <SelectField
                name="language"
                label="Language"
                choices={languages}
                hint="In which people ask: words are found in all their forms."
              />
            </div>
          </div>
        </FormSection>
      </div>
      <FormSection title="What it says" hint="By itself, whatever is asked.">
        <div className="grid gap-4">
          <TextAreaField
            name="greeting"
            label="Greeting"
            optional
            rows={2}
            hint="Its first message in a new conversation."
          />
          <TextAreaField
            name="fallback"
            label="Fallback"
            rows={2}
            hint="Where no answer matches, or the engine can't be reached."
          />
        </div>
      </FormSection>
    </>
  )
}
