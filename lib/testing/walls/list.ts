/** Every wall that is known: what PostgreSQL lists itself, and the guards by what they keep. */
import type postgres from "postgres"
import { accessGuards } from "./access-guards.ts"
import { botGuards } from "./bot-guards.ts"
import { bulkGuards } from "./bulk-guards.ts"
import { auditGuards } from "./audit-guards.ts"
import { catalogWalls } from "./catalog.ts"
import { databaseGuards } from "./database-guards.ts"
import { explainGuards } from "./explain-guards.ts"
import { erasingGuards } from "./erasing-guards.ts"
import { frontDoorGuards } from "./front-door-guards.ts"
import { deskGuards } from "./desk-guards.ts"
import { groupGuards } from "./group-guards.ts"
import { insightGuards } from "./insight-guards.ts"
import { liveGuards } from "./live-guards.ts"
import { lifeGuards } from "./life-guards.ts"
import { mailGuards } from "./mail-guards.ts"
import { ownerGuards } from "./owner-guards.ts"
import { peopleGuards } from "./people-guards.ts"
import { profileFieldGuards } from "./profile-field-guards.ts"
import { policyGuards } from "./policy-guards.ts"
import { proofGuards } from "./proof-guards.ts"
import { pictureGuards } from "./picture-guards.ts"
import { pictureRightGuards } from "./picture-right-guards.ts"
import { roleGuards } from "./role-guards.ts"
import { oidcGuards } from "./sso-oidc-guards.ts"
import { ssoSamlGuards } from "./sso-saml-guards.ts"
import { apiGuards } from "./api-guards.ts"
import { apiInputGuards } from "./api-input-guards.ts"
import { accessTokenGuards } from "./access-token-guards.ts"
import { tokenLookupGuards } from "./token-lookup-guards.ts"
import { serviceGuards } from "./service-guards.ts"
import { serviceAccountGuards } from "./service-account-guards.ts"
import { serviceTokenGuards } from "./service-token-guards.ts"
import { tokenGuards } from "./token-guards.ts"
import { ssoOwnedGuards } from "./sso-owned-guards.ts"
import { ssoArrivalGuards } from "./sso-arrival-guards.ts"
import { ssoFlowGuards } from "./sso-flow-guards.ts"
import { ssoLifeGuards } from "./sso-life-guards.ts"
import { ssoSetupGuards } from "./sso-setup-guards.ts"
import { ssoEnforcementGuards } from "./sso-enforcement-guards.ts"
import type { Wall } from "./wall.ts"

/** The walls of a migrated database, and those of the code. */
export async function listWalls(owner: postgres.Sql): Promise<Wall[]> {
  return [
    ...(await catalogWalls(owner)),
    ...databaseGuards,
    ...accessGuards,
    ...frontDoorGuards,
    ...peopleGuards,
    ...policyGuards,
    ...proofGuards,
    ...profileFieldGuards,
    ...lifeGuards,
    ...roleGuards,
    ...explainGuards,
    ...erasingGuards,
    ...bulkGuards,
    ...groupGuards,
    ...insightGuards,
    ...deskGuards,
    ...liveGuards,
    ...pictureGuards,
    ...pictureRightGuards,
    ...auditGuards,
    ...oidcGuards,
    ...ssoSamlGuards,
    ...apiGuards,
    ...apiInputGuards,
    ...tokenGuards,
    ...mailGuards,
    ...accessTokenGuards,
    ...tokenLookupGuards,
    ...serviceGuards,
    ...serviceAccountGuards,
    ...serviceTokenGuards,
    ...ssoOwnedGuards,
    ...ssoArrivalGuards,
    ...ssoFlowGuards,
    ...ssoSetupGuards,
    ...ssoLifeGuards,
    ...ssoEnforcementGuards,
    ...botGuards,
    ...ownerGuards,
  ]
}
