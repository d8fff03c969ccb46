import { Button } from "#components/ui/button.tsx"
import { Notice } from "#components/ui/notice.tsx"

/** Which workspace the password is for: a plain GET form, because the answer is an address. */
export function WorkspaceQuestion({ unknown }: { unknown: string | null }) {
  return (
    <form action="/forgot-password" className="grid gap-4">
      {unknown && (
        <div role="alert">
          <Notice kind="error">There is no workspace named “{unknown}”. Check the spelling.</Notice>
        </div>
      )}
      <div>
        <label htmlFor="workspace" className="mb-1.5 block text-label font-medium">
          Workspace
        </label>
        <input
          id="workspace"
          name="workspace"
          required
          maxLength={63}
          defaultValue={unknown ?? ""}
          autoFocus
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="acme"
          aria-describedby="workspace-note"
          className="text-input"
        />
        <p id="workspace-note" className="mt-1.5 text-xs text-muted">
          The name at the end of your sign-in address.
        </p>
      </div>
      <Button type="submit" kind="primary" className="w-full">
        Continue
      </Button>
    </form>
  )
}
