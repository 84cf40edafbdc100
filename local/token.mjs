// Prints a short-lived access token of a local user (authorization code with PKCE) or client. Usage: token.mjs RUN NAME
import { createHash, randomBytes } from "node:crypto";
import { clientToken, isClient, runEnv, secretOf } from "./run.mjs";

const [run, name] = process.argv.slice(2);
const env = runEnv(run);
const gateway = `http://127.0.0.1:${env.CCTV_GATEWAY_PORT}`;

class Cookies {
  #values = new Map();
  take(answer) {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair] = cookie.split(";");
      const at = pair.indexOf("=");
      this.#values.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }
  get(key) {
    return this.#values.get(key) ?? "";
  }
  toString() {
    return [...this.#values].map(([k, v]) => `${k}=${v}`).join("; ");
  }
}

async function userToken(user) {
  const cookies = new Cookies();
  const call = async (path, options = {}) =>
    cookies.take(
      await fetch(gateway + path, {
        redirect: "manual",
        ...options,
        headers: { cookie: cookies.toString(), ...options.headers },
        signal: AbortSignal.timeout(10_000),
      }),
    );
  await call("/api/me");
  const form = (fields) => new URLSearchParams(fields).toString();
  const typed = { "content-type": "application/x-www-form-urlencoded" };
  const login = await call("/login", {
    method: "POST",
    headers: { ...typed, "x-xsrf-token": cookies.get("XSRF-TOKEN") },
    body: form({ username: user, password: secretOf(env, user) }),
  });
  if (login.status !== 204) throw new Error(`log-in of ${user} was refused: ${login.status} ${await login.text()}`);
  const verifier = randomBytes(32).toString("base64url");
  const redirect = "http://127.0.0.1/callback";
  const authorize = await call(
    "/oauth2/authorize?" +
      form({
        response_type: "code",
        client_id: "cctv-cli",
        redirect_uri: redirect,
        code_challenge_method: "S256",
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      }),
  );
  const code = new URL(authorize.headers.get("location") ?? "", gateway).searchParams.get("code");
  if (!code) throw new Error(`no code for ${user}: ${authorize.status}`);
  const answer = await call("/oauth2/token", {
    method: "POST",
    headers: typed,
    body: form({ grant_type: "authorization_code", code, client_id: "cctv-cli", redirect_uri: redirect, code_verifier: verifier }),
  });
  if (!answer.ok) throw new Error(`no token for ${user}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).access_token;
}

if (!secretOf(env, name) || name.startsWith("svc-")) {
  console.error(`cctv: "${name}" is no user or client of this run; the names are in credentials.txt`);
  process.exit(1);
}
try {
  console.log(isClient(run, name) ? await clientToken(env, name) : await userToken(name));
} catch (e) {
  console.error(`cctv: ${e.cause?.code === "ECONNREFUSED" ? "the gateway is not running; see ./cctv status" : e.message}`);
  process.exit(1);
}
