/**
 * The type of a secret by its name: what it opens, in the inventory's vocabulary. Documented in `docs/inventory.md`.
 */

import type { SecretType } from "../../model/secret-type.js";
import { wordsOf } from "./words.js";

const words = (list: string): RegExp => new RegExp(`\\b(?:${list.trim().split(/\s+/).join("|").replaceAll("+", " ")})\\b`);

/** The first that matches decides: what a secret is for stands above whose it is, and that above what it is called. `+` is a blank. */
const TYPES: readonly (readonly [SecretType, RegExp])[] = [
  ["webhook", words("webhook webhooks")],
  ["jwt", words("jwt")],
  ["oauth", words("oauth oauth2 oidc client+secret clientsecret refresh+token")],
  ["private-key", words("private+key privatekey ssh gpg pgp deploy+key p8")],
  [
    "encryption-key",
    words(`encrypt encryption encryptionkey aes cipher kek dek secret+key+base master+key masterkey salt pepper signing signingkey
      session+secret cookie nextauth+secret auth+secret hmac fernet app+key app+secret csrf django+secret+key`),
  ],
  ["encryption-key", /^(?:secret key|secret)$/],
  ["certificate", words("cert certificate pfx p12 keystore truststore tls ssl")],
  ["smtp", words("smtp mail mailer imap")],
  [
    "database",
    words(`database db redis mongo mongodb postgres postgresql pg pgpassword mysql mariadb mssql sqlserver sql jdbc clickhouse cassandra couchdb
      neo4j elasticsearch elastic memcached supabase timescale cockroach snowflake planetscale connection+string connection+strings connectionstring
      connectionstrings amqp rabbitmq cloudamqp kafka broker celery`),
  ],
  ["payment", words("stripe paypal braintree adyen square razorpay mollie klarna plaid paddle lemonsqueezy")],
  [
    "ai",
    words(`openai open+ai anthropic claude huggingface hf gemini mistral cohere replicate groq deepseek perplexity together elevenlabs pinecone
      langsmith langchain wandb stability`),
  ],
  ["vcs", words("github gh gitlab bitbucket gitea git")],
  [
    "package-registry",
    words(`npm node+auth yarn pypi twine nuget rubygems gem cargo crates docker dockerhub maven sonatype ossrh artifactory packagist ghcr
      registry nexus`),
  ],
  [
    "ci-cd",
    words(`circle circleci jenkins buildkite travis codecov sonar sonarqube sonarcloud vercel netlify argocd argo turbo nx chromatic codacy
      coveralls snyk semaphore drone expo terraform tf pulumi deploy ci`),
  ],
  [
    "messaging",
    words(`slack twilio telegram discord sendgrid mailgun pusher postmark mailchimp mandrill resend vonage nexmo messagebird whatsapp onesignal
      fcm apns intercom brevo sendinblue`),
  ],
  [
    "monitoring",
    words(`sentry datadog dd new+relic newrelic grafana pagerduty honeycomb logdna loggly rollbar bugsnag opsgenie splunk posthog segment mixpanel
      amplitude axiom logtail papertrail`),
  ],
  ["identity", words("auth0 okta keycloak ldap cognito clerk saml sso workos stytch firebase recaptcha hcaptcha turnstile")],
  [
    "cloud",
    words(`aws amazon azure gcp gcloud google+application google+credentials google+cloud digitalocean cloudflare cf heroku linode vultr fly
      render railway scaleway ovh hetzner alibaba aliyun oci ibm s3 minio r2 b2 backblaze kubeconfig kube kubernetes k8s vault doppler
      storage+account storage+key account+key sas service+account`),
  ],
  ["password", words("password passwd pass pwd passphrase htpasswd basic+auth")],
  ["api-key", words("key keys apikey token tokens pat apitoken accesskey secretkey authtoken auth")],
];

/** `generic` where the name says nothing but that it is a secret. */
export function typeOfName(name: string): SecretType {
  const text = wordsOf(name).join(" ");
  return TYPES.find(([, pattern]) => pattern.test(text))?.[0] ?? "generic";
}
