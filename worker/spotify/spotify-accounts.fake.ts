/** The accounts service of a Spotify that is not there: consent, codes that are good once, PKCE, and tokens that end. */

/** The app as its owner has registered it. */
export type FakeApp = {
  readonly clientId: string
  /** Where set, whoever asks for tokens must know it, or show a verifier. */
  clientSecret: string | undefined
  /** To the letter. */
  redirectUris: string[]
  ownerHasPremium: boolean
}

/** How tokens are given. */
export type TokenRules = {
  /** Whether a refresh brings a new refresh token, and ends the old one: as it does with PKCE alone. */
  rotates: boolean
  accessSeconds: number
}

type Code = {
  readonly personId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly scopes: string
  readonly endsAtMs: number
}
type Grant = { readonly personId: string; readonly scopes: string; readonly consentedAtMs: number }

/** Whom an access token stands for. */
export type Bearer = { readonly personId: string; readonly scopes: readonly string[] }

const codeMs = 10 * 60_000
/** Six months, after which a refresh token is good for nothing, however often it was used. */
const consentMs = 182 * 86_400_000

/** The service. */
export class FakeAccounts {
  readonly rules: TokenRules = { rotates: false, accessSeconds: 3600 }
  /** What was asked of the token address, and how it ended. */
  readonly asked: { readonly grant: string; readonly status: number }[] = []
  readonly #app: FakeApp
  readonly #now: () => number
  readonly #codes = new Map<string, Code>()
  readonly #access = new Map<string, Bearer & { readonly endsAtMs: number }>()
  readonly #refresh = new Map<string, Grant>()

  constructor(app: FakeApp, now: () => number) {
    this.#app = app
    this.#now = now
  }

  /** What is wrong with the address of a page of consent; `undefined` where it is right. */
  faultOf(url: URL): string | undefined {
    const query = url.searchParams
    if (query.get('client_id') !== this.#app.clientId) return 'INVALID_CLIENT: Invalid client'
    if (!this.#app.redirectUris.includes(query.get('redirect_uri') ?? ''))
      return 'INVALID_CLIENT: Invalid redirect URI'
    if (query.get('response_type') !== 'code') return 'response_type must be code'
    if (query.get('code_challenge_method') !== 'S256' || !query.has('code_challenge'))
      return 'code_challenge_method must be S256'
    return undefined
  }

  /** Where the browser is sent when somebody has said yes, or no. */
  decide(url: URL, personId: string | undefined): string {
    const fault = this.faultOf(url)
    if (fault !== undefined) throw new Error(fault)
    const query = url.searchParams
    const back = new URL(query.get('redirect_uri') ?? '')
    if (personId === undefined) back.searchParams.set('error', 'access_denied')
    else back.searchParams.set('code', this.#code(query, personId))
    back.searchParams.set('state', query.get('state') ?? '')
    return back.href
  }

  /** Answers `POST /api/token`. */
  async token(request: Request): Promise<Response> {
    const form = new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()))
    const grant = form.get('grant_type') ?? ''
    const response = await this.#answer(grant, form, request)
    this.asked.push({ grant, status: response.status })
    return response
  }

  /** The person whom a token stands for, as long as it lasts. */
  bearer(token: string): Bearer | undefined {
    const found = this.#access.get(token)
    return found !== undefined && found.endsAtMs > this.#now() ? found : undefined
  }

  /** The person takes back their consent, in Spotify's own settings. */
  revoke(personId: string): void {
    for (const [token, grant] of this.#refresh) if (grant.personId === personId) this.#refresh.delete(token)
    this.endAccess(personId)
  }

  /** Access tokens end before their time. */
  endAccess(personId: string): void {
    for (const [token, bearer] of this.#access) if (bearer.personId === personId) this.#access.delete(token)
  }

  #code(query: URLSearchParams, personId: string): string {
    const code = `AQ${crypto.randomUUID().replaceAll('-', '')}`
    this.#codes.set(code, {
      personId,
      redirectUri: query.get('redirect_uri') ?? '',
      challenge: query.get('code_challenge') ?? '',
      scopes: query.get('scope') ?? '',
      endsAtMs: this.#now() + codeMs,
    })
    return code
  }

  async #answer(grant: string, form: URLSearchParams, request: Request): Promise<Response> {
    if (request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') !== true)
      return fault('unsupported_grant_type', 'grant_type parameter is missing')
    if (!this.#knowsClient(form, request)) return fault('invalid_client', 'Invalid client')
    if (grant === 'authorization_code') return await this.#redeem(form)
    if (grant === 'refresh_token') return this.#renew(form)
    return fault(
      'unsupported_grant_type',
      'grant_type must be client_credentials, authorization_code or refresh_token',
    )
  }

  #knowsClient(form: URLSearchParams, request: Request): boolean {
    const { clientId, clientSecret } = this.#app
    const basic = request.headers.get('authorization')
    if (basic !== null)
      return clientSecret !== undefined && basic === `Basic ${btoa(`${clientId}:${clientSecret}`)}`
    return form.get('client_id') === clientId
  }

  async #redeem(form: URLSearchParams): Promise<Response> {
    const code = form.get('code') ?? ''
    const found = this.#codes.get(code)
    // Good once, whatever comes of it.
    this.#codes.delete(code)
    if (found === undefined || found.endsAtMs <= this.#now())
      return fault('invalid_grant', 'Invalid authorization code')
    if (found.redirectUri !== form.get('redirect_uri')) return fault('invalid_grant', 'Invalid redirect URI')
    if ((await challengeOf(form.get('code_verifier') ?? '')) !== found.challenge)
      return fault('invalid_grant', 'code_verifier was incorrect')
    const { personId, scopes } = found
    return this.#give({ personId, scopes, consentedAtMs: this.#now() }, true)
  }

  #renew(form: URLSearchParams): Response {
    const token = form.get('refresh_token') ?? ''
    const grant = this.#refresh.get(token)
    if (grant === undefined) return fault('invalid_grant', 'Refresh token revoked')
    if (grant.consentedAtMs + consentMs <= this.#now()) return fault('invalid_grant', 'Refresh token expired')
    if (this.rules.rotates) this.#refresh.delete(token)
    return this.#give(grant, this.rules.rotates)
  }

  #give(grant: Grant, withRefreshToken: boolean): Response {
    const accessToken = `BQ${crypto.randomUUID()}`
    const refreshToken = `AQ${crypto.randomUUID()}`
    const endsAtMs = this.#now() + this.rules.accessSeconds * 1000
    const { personId, scopes } = grant
    this.#access.set(accessToken, { personId, scopes: scopes.split(' '), endsAtMs })
    if (withRefreshToken) this.#refresh.set(refreshToken, grant)
    return Response.json({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: this.rules.accessSeconds,
      scope: scopes,
      ...(withRefreshToken ? { refresh_token: refreshToken } : {}),
    })
  }
}

function fault(error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status: 400 })
}

/** RFC 7636, section 4.2. */
async function challengeOf(verifier: string): Promise<string> {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return 'no verifier'
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
