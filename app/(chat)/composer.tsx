"use client"

import { ArrowUp } from "lucide-react"
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react"
import { FieldNote } from "#components/form/field-note.tsx"
import { useField, useFormState, type Values } from "#components/form/form-context.ts"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import type { LoadSchema } from "#components/form/resolver.ts"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import type { FormAction } from "#lib/action.ts"
import { StaysField } from "./stays-field.tsx"

type Props = {
  /** Answers, where `stays` is posted, without leaving the page; else leads to where the message is shown. */
  action: FormAction
  schema: LoadSchema
  /** Also the placeholder: "Write to Order helper". */
  label: string
  /** What goes along unseen; `messageId` among it, drawn when the page was rendered. */
  fields: Values & { messageId: string }
  /** The button in words instead of an arrow, as on the desk. */
  send?: string
}

/** Where one writes. Enter sends, Shift and Enter begin a line; without JavaScript it is a posted form. */
export function Composer({ action, schema, label, fields, send }: Props) {
  const { messageId, ...others } = fields
  return (
    <Form action={action} schema={schema} initial={fields} className="composer">
      <FormMessage />
      {Object.keys(others).map((name) => (
        <HiddenField key={name} name={name} />
      ))}
      <Writing label={label} send={send} messageId={messageId} />
    </Form>
  )
}

function Writing({ label, send, messageId }: { label: string; send: string | undefined; messageId: string }) {
  const field = useField("text")
  const { pending, answer, at, values, element } = useFormState()
  const hydrated = useHydrated()
  const hint = useId()
  const text = useRef<HTMLTextAreaElement>(null)
  // The same message keeps its id until it is known to have arrived, so that sending it again makes no second one.
  const [id, setId] = useState(one(values["messageId"]) || messageId)
  const sent = useRef("")
  const [cameLater] = useState(hydrated)

  useEffect(() => {
    // What led here, such as Take, is not there any more: whoever pressed it writes next.
    if (cameLater && document.activeElement === document.body) text.current?.focus()
  }, [cameLater])

  useEffect(() => {
    if (!answer || !text.current) return
    // What was typed while it was under way stays.
    const { value } = text.current
    text.current.value = value.startsWith(sent.current) ? value.slice(sent.current.length) : value
    setId(newId())
  }, [answer, at])

  useEffect(() => {
    const form = element.current
    const remember = () => {
      sent.current = text.current?.value ?? ""
    }
    form?.addEventListener("submit", remember)
    return () => form?.removeEventListener("submit", remember)
  }, [element])

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (event.currentTarget.value.trim() && !pending) event.currentTarget.form?.requestSubmit()
  }

  const { ref, ...registration } = field.registration
  return (
    <>
      <input type="hidden" name="messageId" value={id} readOnly />
      <StaysField />
      <div className="composer-box">
        <textarea
          {...registration}
          ref={(node) => {
            ref(node)
            text.current = node
          }}
          id={field.id}
          rows={1}
          aria-label={label}
          placeholder={label}
          defaultValue={field.value}
          autoFocus={field.autoFocus}
          autoComplete="off"
          aria-invalid={field.error ? true : undefined}
          aria-describedby={field.error ? field.noteId : hydrated ? hint : undefined}
          // While nothing is wrong, an empty field between two messages is no mistake.
          onChange={(event) => {
            if (field.error) void registration.onChange(event)
          }}
          onKeyDown={onKeyDown}
        />
        <div className="composer-foot">
          {hydrated && (
            <span id={hint} className={send ? "" : "sr-only"}>
              Enter sends
            </span>
          )}
          <SubmitButton className={send ? "button-sm" : "button-sm button-square"} name={undefined}>
            {send ?? <ArrowUp size={16} aria-label="Send" />}
          </SubmitButton>
        </div>
      </div>
      <FieldNote id={field.noteId} error={field.error} />
    </>
  )
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.at(-1) : value)

/** A version 4 uuid; `crypto.randomUUID` is there only over https. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
