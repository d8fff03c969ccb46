/** openid-client as Roster uses it: with the provider's document read by us, over providerFetch only. */
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  Configuration,
  customFetch,
} from "openid-client"
import { providerFetch, type Reach } from "#lib/provider-fetch.ts"
import { algorithmsOf, authenticationOf, type Discovered } from "./discovery.ts"
import { clockSkew } from "./id-token.ts"
import type { OidcProvider } from "./provider.ts"

/** `hear` sees each answer before openid-client does. */
export function configure(
  { clientId, clientSecret }: OidcProvider,
  found: Discovered,
  reach?: Partial<Reach>,
  hear: (url: string, response: Response) => Promise<void> = async () => {},
): Configuration {
  const authentication =
    authenticationOf(found) === "client_secret_post" ? ClientSecretPost : ClientSecretBasic
  const config = new Configuration(
    { ...found, id_token_signing_alg_values_supported: algorithmsOf(found) },
    clientId,
    { [clockTolerance]: clockSkew },
    authentication(clientSecret),
  )
  // providerFetch itself wants https, except where tests may do without.
  allowInsecureRequests(config)
  config[customFetch] = async (url, init) => {
    const response = await providerFetch(url, init as RequestInit, reach)
    await hear(url, response)
    return response
  }
  return config
}
