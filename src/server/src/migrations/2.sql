-- Alerts and webhooks, and what alert rules measure.

-- Milliseconds until the answer was found; unknown for greetings, and for what is older than this.
ALTER TABLE turn ADD COLUMN latency INTEGER;
CREATE INDEX turn_at ON turn (at);
CREATE INDEX conversation_started_at ON conversation (started_at);

CREATE TABLE alert_rule (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    agent TEXT REFERENCES agent ON DELETE CASCADE,
    metric TEXT NOT NULL,
    operator TEXT NOT NULL,
    threshold_value INTEGER NOT NULL,
    window_duration TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    state TEXT NOT NULL,
    since TEXT,
    last_evaluated_at TEXT,
    current_value INTEGER,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE INDEX alert_rule_agent ON alert_rule (agent);

-- Event types and headers are JSON.
CREATE TABLE webhook_endpoint (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    event_types TEXT NOT NULL,
    headers TEXT NOT NULL,
    timeout_ms INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    signing_secret TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);

-- What is still to be delivered. `due` is in milliseconds since 1970.
CREATE TABLE delivery (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint TEXT NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    tries INTEGER NOT NULL,
    due INTEGER NOT NULL
);
CREATE INDEX delivery_endpoint ON delivery (endpoint);
