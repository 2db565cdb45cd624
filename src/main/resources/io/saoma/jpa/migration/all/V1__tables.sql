-- One schema for PostgreSQL and H2. Bearer values are stored as SHA-256 (43 base64url characters), secrets that must be read again are sealed
-- (AES-256-GCM, bound to their table, column and row). Every single-use thing is spent by one conditional statement against clock_timestamp().

-- signs_for is the algorithm while the key signs, and null once it is only published: the UNIQUE lets one node of many make the first key.
CREATE TABLE signing_key (
  kid         VARCHAR(43)              PRIMARY KEY,
  algorithm   VARCHAR(8)               NOT NULL,
  signs_for   VARCHAR(8)               UNIQUE,
  public_jwk  VARCHAR(4000)            NOT NULL,
  sealed_jwk  BYTEA                    NOT NULL,
  created_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  retired_at  TIMESTAMP WITH TIME ZONE
);

CREATE TABLE account (
  id          VARCHAR(22)              PRIMARY KEY,
  enabled     BOOLEAN                  NOT NULL,
  created_at  TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Every name an upstream has for a person. One name, one account: the key is the rule.
CREATE TABLE account_subject (
  namespace   VARCHAR(200)             NOT NULL,
  subject     VARCHAR(128)             NOT NULL,
  account_id  VARCHAR(22)              NOT NULL REFERENCES account (id),
  linked_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (namespace, subject)
);
CREATE INDEX account_subject_account ON account_subject (account_id);

-- The sub that the sites of one sector know an account by (OIDC Core §8.1): random, stored, never derived from an upstream's name.
CREATE TABLE subject_identifier (
  account_id  VARCHAR(22)              NOT NULL REFERENCES account (id),
  sector      VARCHAR(255)             NOT NULL,
  sub         VARCHAR(43)              NOT NULL UNIQUE,
  PRIMARY KEY (account_id, sector)
);

-- A browser that an account has signed in with before.
CREATE TABLE device (
  device_hash VARCHAR(43)              NOT NULL,
  account_id  VARCHAR(22)              NOT NULL REFERENCES account (id),
  bound_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (device_hash, account_id)
);

CREATE TABLE browser_session (
  session_hash VARCHAR(43)             PRIMARY KEY,
  sid          VARCHAR(22)             NOT NULL UNIQUE,
  account_id   VARCHAR(22)             NOT NULL REFERENCES account (id),
  connector_id VARCHAR(64)             NOT NULL,
  acr          VARCHAR(64)             NOT NULL,
  amr          VARCHAR(64)             NOT NULL,
  auth_time    TIMESTAMP WITH TIME ZONE NOT NULL,
  new_browser  BOOLEAN                 NOT NULL,
  idle_until   TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at     TIMESTAMP WITH TIME ZONE
);
CREATE INDEX browser_session_account ON browser_session (account_id);

-- An authorization request that waits for a person. browser_hash is null only between a POST to /authorize and the GET that follows it.
CREATE TABLE interaction (
  id           VARCHAR(22)             PRIMARY KEY,
  browser_hash VARCHAR(43),
  client_id    VARCHAR(255)            NOT NULL,
  request      VARCHAR(16384)          NOT NULL,
  language     VARCHAR(8)              NOT NULL,
  version      BIGINT                  NOT NULL,
  pictures     INTEGER                 NOT NULL,
  created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  changed_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  finished_at  TIMESTAMP WITH TIME ZONE
);
CREATE INDEX interaction_expiry ON interaction (expires_at);

-- Raised by whoever restores a backup, before the first node starts. What is single-use and was made before is void: it may have been spent since the
-- backup was taken, and would be good a second time.
CREATE TABLE restore_epoch (
  epoch INTEGER PRIMARY KEY
);
INSERT INTO restore_epoch (epoch) VALUES (0);

-- One name (a scene in a picture, or a typed code) of a waiting interaction. EXPIRED is never stored: it is read from the deadline.
CREATE TABLE ticket (
  id             VARCHAR(22)           PRIMARY KEY,
  interaction_id VARCHAR(22)           REFERENCES interaction (id),
  connector_id   VARCHAR(64)           NOT NULL,
  kind           VARCHAR(16)           NOT NULL,
  name_hash      VARCHAR(43)           NOT NULL UNIQUE,
  state          VARCHAR(16)           NOT NULL,
  version        INTEGER               NOT NULL,
  sequence       INTEGER               NOT NULL,
  created_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  deadline       TIMESTAMP WITH TIME ZONE NOT NULL,
  hard_deadline  TIMESTAMP WITH TIME ZONE,
  displayed_at   TIMESTAMP WITH TIME ZONE,
  browser_hash   VARCHAR(43),
  device_hash    VARCHAR(43),
  surroundings   VARCHAR(1000),
  owner_hash     VARCHAR(43),
  scan_code_hash VARCHAR(43),
  launch         INTEGER,
  context_digest VARCHAR(43),
  type_back      BOOLEAN               NOT NULL,
  account_id     VARCHAR(22)           REFERENCES account (id),
  confirmed_at   TIMESTAMP WITH TIME ZONE,
  tries          INTEGER               NOT NULL,
  epoch          INTEGER               NOT NULL,
  CONSTRAINT ticket_owner CHECK (state NOT IN ('SCANNED', 'AWAIT_TYPEBACK', 'CONFIRMED', 'CONSUMED') OR owner_hash IS NOT NULL),
  CONSTRAINT ticket_account CHECK (state NOT IN ('AWAIT_TYPEBACK', 'CONFIRMED', 'CONSUMED') OR account_id IS NOT NULL),
  CONSTRAINT ticket_assigned CHECK (state IN ('POOLED', 'BURNED') OR (interaction_id IS NOT NULL AND browser_hash IS NOT NULL))
);
CREATE INDEX ticket_interaction ON ticket (interaction_id);
CREATE INDEX ticket_pool ON ticket (connector_id, state, deadline);

CREATE TABLE ticket_picture (
  ticket_id    VARCHAR(22)             PRIMARY KEY REFERENCES ticket (id),
  media_type   VARCHAR(32)             NOT NULL,
  sealed_image BYTEA                   NOT NULL
);

-- What a person granted a client in one sign-in: the family that every code, access and refresh token of it belongs to.
CREATE TABLE authorization_grant (
  id            VARCHAR(22)            PRIMARY KEY,
  client_id     VARCHAR(255)           NOT NULL,
  account_id    VARCHAR(22)            NOT NULL REFERENCES account (id),
  sub           VARCHAR(43)            NOT NULL,
  scope         VARCHAR(1000)          NOT NULL,
  sid           VARCHAR(22)            NOT NULL,
  connector_id  VARCHAR(64)            NOT NULL,
  acr           VARCHAR(64)            NOT NULL,
  amr           VARCHAR(64)            NOT NULL,
  auth_time     TIMESTAMP WITH TIME ZONE NOT NULL,
  nonce         VARCHAR(4096),
  created_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  refresh_until TIMESTAMP WITH TIME ZONE,
  revoked_at    TIMESTAMP WITH TIME ZONE
);
CREATE INDEX authorization_grant_account ON authorization_grant (account_id);
CREATE INDEX authorization_grant_session ON authorization_grant (sid);

CREATE TABLE authorization_code (
  code_hash      VARCHAR(43)           PRIMARY KEY,
  grant_id       VARCHAR(22)           NOT NULL UNIQUE REFERENCES authorization_grant (id),
  interaction_id VARCHAR(22)           UNIQUE,
  client_id      VARCHAR(255)          NOT NULL,
  redirect_uri   VARCHAR(2048)         NOT NULL,
  code_challenge VARCHAR(43),
  epoch          INTEGER               NOT NULL,
  expires_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  spent_at       TIMESTAMP WITH TIME ZONE
);

CREATE TABLE refresh_token (
  token_hash     VARCHAR(43)           PRIMARY KEY,
  grant_id       VARCHAR(22)           NOT NULL REFERENCES authorization_grant (id),
  client_id      VARCHAR(255)          NOT NULL,
  issued_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  spent_at       TIMESTAMP WITH TIME ZONE
);
CREATE INDEX refresh_token_grant ON refresh_token (grant_id);

-- What an account allowed a client to learn, so that it is asked again only for what is new.
CREATE TABLE consent (
  account_id  VARCHAR(22)              NOT NULL REFERENCES account (id),
  client_id   VARCHAR(255)             NOT NULL,
  scope       VARCHAR(1000)            NOT NULL,
  given_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (account_id, client_id)
);

-- Append-only: what happened to whom, in the transaction in which it happened.
CREATE TABLE audit_event (
  id             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  happened_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  event          VARCHAR(64)           NOT NULL,
  client_id      VARCHAR(255),
  account_id     VARCHAR(22),
  interaction_id VARCHAR(22),
  ticket_id      VARCHAR(22),
  detail         VARCHAR(1000)
);
CREATE INDEX audit_event_account ON audit_event (account_id);
CREATE INDEX audit_event_ticket ON audit_event (ticket_id);
