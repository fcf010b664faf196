interface Tokens {
  accessToken: string;
  refreshToken: string;
}

const SIGN_IN = `mutation SignIn($email: String!, $password: String!) {
  tokens: login(input: { email: $email, password: $password }) { accessToken refreshToken userErrors { message } }
}`;
const RENEW = `mutation Renew($refreshToken: String!) {
  tokens: refreshSession(input: { refreshToken: $refreshToken }) { accessToken refreshToken userErrors { message } }
}`;

/** A session at the server, and the requests that are sent in it. */
export class Session {
  #tokens: Tokens | null = null;
  #renewal: Promise<void> | null = null;

  constructor(readonly url: string) {}

  /** Signs in; false if e-mail address and password don't match. */
  async signIn(email: string, password: string): Promise<boolean> {
    this.#tokens = await this.#ask(SIGN_IN, { email, password });
    return this.#tokens !== null;
  }

  /** What tells the server who asks, as headers or in `connection_init`. */
  credentials(): Record<string, string> {
    return this.#tokens ? { authorization: `Bearer ${this.#tokens.accessToken}` } : {};
  }

  /** Like the global `fetch`. If the access token has expired, another one is fetched and the request is sent again. */
  fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const sent = this.#tokens;
    const response = await fetch(input, this.#signed(init));
    if (response.status !== 401 || !(await this.renew(sent))) {
      return response;
    }
    await response.body?.cancel();
    return fetch(input, this.#signed(init));
  };

  /** Replaces the tokens that were refused, once for all who wait for it; false if the session has ended. */
  async renew(refused = this.#tokens): Promise<boolean> {
    if (refused === this.#tokens) {
      this.#renewal ??= this.#renew().finally(() => (this.#renewal = null));
      await this.#renewal;
    }
    return this.#tokens !== null;
  }

  async #renew(): Promise<void> {
    const refreshToken = this.#tokens?.refreshToken;
    this.#tokens = refreshToken ? await this.#ask(RENEW, { refreshToken }) : null;
  }

  #signed(init: RequestInit): RequestInit {
    return { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...this.credentials() } };
  }

  async #ask(query: string, variables: object): Promise<Tokens | null> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) {
      throw new Error(errors[0].message);
    }
    return data.tokens.accessToken ? data.tokens : null;
  }
}
