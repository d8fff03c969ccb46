import { describe, expect, test } from "vitest"
import { comparisonOf } from "./comparison.ts"
import { type ChangedRow, sentencesOf } from "./words.ts"

const names = {
  people: new Map([["p1", "Maya Wright"]]),
  roles: new Map([["r1", "Agent"]]),
  groups: new Map([["g1", "Support"]]),
}
const row = (fields: Partial<ChangedRow>): ChangedRow => ({
  table: "",
  key: "",
  before: null,
  after: null,
  ...fields,
})
const said = (action: string, ...rows: Partial<ChangedRow>[]) => sentencesOf(action, rows.map(row), names)

describe("providers in words", () => {
  test("added, edited, removed; a secret only as touched", () => {
    const provider = { table: "identity_providers" }
    expect(
      said(
        "identity_provider.edited",
        { ...provider, after: { name: "Entra" } },
        {
          ...provider,
          before: { enabled_at: null, first_sign_in: "nobody", owns: ["names"], certificates: ["a"] },
          after: { enabled_at: "2026", first_sign_in: "domain", owns: [], certificates: ["b"] },
        },
        { ...provider, before: { name: "Entra" } },
        { table: "identity_provider_secrets" },
      ),
    ).toEqual([
      "Provider Entra added",
      "Certificates changed",
      "First sign-in Nobody → Proved domain",
      "The provider's names → –",
      "Enabled No → Yes",
      "Provider Entra removed",
      "Client secret written or removed",
    ])
  })

  test("a rule says what gives what; what rules gave names whom", () => {
    const rule = { table: "identity_provider_rules" }
    expect(
      said(
        "identity_provider.rules_set",
        { ...rule, after: { value: "support", role_id: "r1", group_id: null } },
        { ...rule, before: { value: null, role_id: null, group_id: "g1" } },
        { table: "user_roles", key: "p1/r1", after: {} },
        { table: "group_members", key: "p9/g1", before: {} },
      ),
    ).toEqual([
      "support gives role Agent: added",
      "A new account gets group Support: removed",
      "Maya Wright: role Agent added",
      "Group Support: member who is gone removed",
    ])
  })

  test("before and after, with nothing that a new one does not have", () => {
    const lines = comparisonOf(
      "identity_provider.created",
      [
        row({
          table: "identity_providers",
          after: { name: "Entra", kind: "oidc", trust_email: false, metadata_url: null, certificates: [] },
        }),
        row({ table: "identity_provider_secrets" }),
        row({ table: "email_domains", before: { proved_at: null }, after: { proved_at: "2026" } }),
        row({ table: "user_roles", key: "p1/r1", after: {} }),
      ],
      names,
    )
    expect(lines.map(({ label, before, after }) => [label, before.join(), after.join()])).toEqual([
      ["Name", "", "Entra"],
      ["Kind", "", "OIDC"],
      ["Proved", "No", "Yes"],
      ["Roles by its rules", "", "Maya Wright: Agent"],
    ])
  })
})
