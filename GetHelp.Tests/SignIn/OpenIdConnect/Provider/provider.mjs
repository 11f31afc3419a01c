// A certified OpenID Connect provider with a few accounts in memory: node provider.mjs PORT PORTAL
// Says "listening" once it does. Pages of its own ask for a login (any password) and for consent.
import Provider from "oidc-provider";

const [port, portal] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;

// What the account says of itself is its login: "ada.hill@example.org" is verified, "unverified:ada.hill@example.org" is not.
const account = (login) => {
  const verified = !login.startsWith("unverified:");
  const email = login.replace(/^unverified:/, "");
  return { accountId: login, claims: () => ({ sub: login, email, email_verified: verified, name: `Account of ${email}` }) };
};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "gethelp",
      client_secret: "a-secret-of-the-stories",
      redirect_uris: [`${portal}/signin-oidc`],
      post_logout_redirect_uris: [`${portal}/signout-callback-oidc`],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  findAccount: (_, login) => account(login),
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true }, resourceIndicators: { enabled: false } },
  cookies: { keys: ["a-key-of-the-stories"] },
  pkce: { required: () => true },
});

provider.on("server_error", (_, error) => console.error(error));
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
