import { describe, expect, it } from "vitest";
import { classifyName } from "../../src/inventory/names/classify.js";
import { typeOfName } from "../../src/inventory/names/type-of-name.js";

describe("the names of secrets", () => {
  it.each(
    `STRIPE_KEY DATABASE_URL SMTP_PASSWORD X_TOKEN NPM_TOKEN AWS_SECRET_ACCESS_KEY AWS_ACCESS_KEY_ID JWT_SECRET REDIS_URL MONGODB_URI SENTRY_DSN
    SLACK_WEBHOOK_URL GITHUB_PAT DB_PASS DB_PASSWORD_FILE API_KEY apiKey stripe.api-key Jwt:Key ConnectionStrings:Default PRIVATE_KEY SSH_PRIVATE_KEY
    SECRET_KEY_BASE GOOGLE_APPLICATION_CREDENTIALS OPENAI_API_KEY TLS_CERT API_KEY_2 STRIPE_KEY_LIVE KUBECONFIG BASIC_AUTH AZURE_STORAGE_CONNECTION_STRING
    SERVICE_ACCOUNT_JSON db_password DATABASE_URL_TEST PGPASSWORD VITE_SECRET_KEY NPM_AUTH REDIS_AUTH NEO4J_AUTH TELEMETRY_AUTHORIZATION SECRET_SCAN_TOKEN AZURE_ACCOUNT_SAS REDIS_SSL_KEYFILE SMTP_PASWORD CLIENT_SECERT`
      .split(/\s+/)
      .filter(Boolean),
  )("%s is one", (name) => {
    expect(classifyName(name)).toBe("secret");
  });

  it.each(
    `PORT NODE_ENV LOG_LEVEL REGION AWS_REGION HOME PATH CI DEBUG DB_HOST DB_PORT DB_USER DATABASE_NAME JWT_EXPIRES_IN TOKEN_TTL TOKEN_URL MAX_TOKENS
    SECRET_NAME PASSWORD_MIN_LENGTH ENABLE_AUTH PUBLIC_KEY NEXT_PUBLIC_STRIPE_KEY STRIPE_PUBLISHABLE_KEY CACHE_KEY PRIMARY_KEY TOKENIZERS_PARALLELISM
    KEYBOARD_LAYOUT HTTP_PROXY BASE_URL SECRET_ARN API_KEY_HEADER MONKEY AUTHOR PASSPORT_URL SMTP_AUTH TWO_FACTOR_AUTH GOOGLE_AUTH CLIENT_AUTH SECRET_SCAN_OUT
    SECRET_DETECTION_DISABLED DB_SERVING_HOST_URL SUPABASE_API_URL POSTHOG_PUBLIC_API_KEY GCS_FORCE_DEFAULT_CREDENTIALS`
      .split(/\s+/)
      .filter(Boolean),
  )("%s is none", (name) => {
    expect(classifyName(name)).not.toBe("secret");
  });

  it.each([
    ["STRIPE_KEY", "payment"],
    ["STRIPE_WEBHOOK_SECRET", "webhook"],
    ["DATABASE_URL", "database"],
    ["DB_PASSWORD", "database"],
    ["SMTP_PASSWORD", "smtp"],
    ["JWT_SECRET", "jwt"],
    ["GOOGLE_CLIENT_SECRET", "oauth"],
    ["AWS_SECRET_ACCESS_KEY", "cloud"],
    ["OPENAI_API_KEY", "ai"],
    ["NPM_TOKEN", "package-registry"],
    ["GITHUB_TOKEN", "vcs"],
    ["SLACK_BOT_TOKEN", "messaging"],
    ["SENTRY_DSN", "monitoring"],
    ["ENCRYPTION_KEY", "encryption-key"],
    ["SECRET_KEY", "encryption-key"],
    ["SSH_PRIVATE_KEY", "private-key"],
    ["TLS_CERT", "certificate"],
    ["ADMIN_PASSWORD", "password"],
    ["X_TOKEN", "api-key"],
    ["CREDENTIALS", "generic"],
  ])("%s is a secret of type %s", (name, type) => {
    expect(typeOfName(name)).toBe(type);
  });
});
