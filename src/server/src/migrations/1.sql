-- Content, stored once by hash: a blob is the JSON of one top-level key of a projection, a snapshot
-- the ordered list of them.
CREATE TABLE blob (
    hash BLOB PRIMARY KEY,
    json TEXT NOT NULL
);
CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE
);
CREATE TABLE section (
    snapshot INTEGER NOT NULL REFERENCES snapshot ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    blob BLOB NOT NULL REFERENCES blob,
    PRIMARY KEY (snapshot, position)
) WITHOUT ROWID;
CREATE INDEX section_blob ON section (blob);

-- What the data file says of itself: the account's id and name, the key.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE agent (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT,
    deployment_mode TEXT,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);

CREATE TABLE branch (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL,
    agent TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
    branch_id TEXT NOT NULL,
    name TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    head INTEGER NOT NULL REFERENCES snapshot,
    base INTEGER NOT NULL REFERENCES snapshot,
    parent_branch_id TEXT,
    parent_sequence INTEGER,
    tag TEXT,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    archived_at TEXT,
    UNIQUE (agent, branch_id)
);
-- Names are free again once a branch is archived.
CREATE UNIQUE INDEX branch_name ON branch (agent, name) WHERE archived_at IS NULL;
CREATE INDEX branch_head ON branch (head);
CREATE INDEX branch_base ON branch (base);

-- The content that a branch had at earlier sequences.
CREATE TABLE past (
    branch INTEGER NOT NULL REFERENCES branch ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    snapshot INTEGER NOT NULL REFERENCES snapshot,
    PRIMARY KEY (branch, sequence)
) WITHOUT ROWID;
CREATE INDEX past_snapshot ON past (snapshot);

CREATE TABLE merge (
    id INTEGER PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
    target_branch_id TEXT NOT NULL,
    branch_id TEXT NOT NULL,
    branch_name TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    message TEXT NOT NULL,
    merged_by TEXT NOT NULL,
    merged_at TEXT NOT NULL
);
CREATE INDEX merge_target ON merge (agent, target_branch_id);

-- `position` orders deployments that are made within one millisecond.
CREATE TABLE deployment (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    agent TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
    environment TEXT NOT NULL,
    snapshot INTEGER NOT NULL REFERENCES snapshot,
    version TEXT NOT NULL,
    artifact_version TEXT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX deployment_environment ON deployment (agent, environment, position);
CREATE INDEX deployment_snapshot ON deployment (snapshot);

-- A branch as it was when somebody wished to talk to it.
CREATE TABLE build (
    lambda_deployment_version TEXT PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
    branch_id TEXT NOT NULL,
    artifact_version TEXT NOT NULL,
    snapshot INTEGER NOT NULL REFERENCES snapshot
);
CREATE INDEX build_snapshot ON build (snapshot);

CREATE TABLE connector (
    id TEXT PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
    name TEXT NOT NULL,
    environment TEXT NOT NULL,
    variant_id TEXT NOT NULL,
    asr_lang_code TEXT NOT NULL,
    tts_lang_code TEXT NOT NULL,
    voice_name TEXT NOT NULL,
    disable_handoff INTEGER NOT NULL
);
CREATE INDEX connector_agent ON connector (agent);

CREATE TABLE phone_number (
    number TEXT PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
    environment TEXT NOT NULL,
    connector TEXT NOT NULL REFERENCES connector ON DELETE CASCADE
);
CREATE INDEX phone_number_agent ON phone_number (agent);
CREATE INDEX phone_number_connector ON phone_number (connector);

CREATE TABLE config_page (
    agent TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
    environment TEXT NOT NULL,
    schema TEXT,
    variables TEXT,
    last_updated TEXT NOT NULL,
    PRIMARY KEY (agent, environment)
);

CREATE TABLE test_run (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    agent TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
    branch_id TEXT NOT NULL,
    name TEXT,
    started_by TEXT NOT NULL,
    started_at TEXT NOT NULL
);
CREATE INDEX test_run_agent ON test_run (agent);

CREATE TABLE test_result (
    id INTEGER PRIMARY KEY,
    test_run TEXT NOT NULL REFERENCES test_run (id) ON DELETE CASCADE,
    test_case_id TEXT NOT NULL,
    snapshot TEXT NOT NULL
);
CREATE INDEX test_result_run ON test_result (test_run);

CREATE TABLE conversation (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    agent TEXT NOT NULL REFERENCES agent ON DELETE CASCADE,
    environment TEXT NOT NULL,
    deployment TEXT,
    snapshot INTEGER NOT NULL REFERENCES snapshot,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    variant_id TEXT,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    ended INTEGER NOT NULL
);
CREATE INDEX conversation_agent ON conversation (agent);
CREATE INDEX conversation_snapshot ON conversation (snapshot);

CREATE TABLE turn (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    user_input TEXT NOT NULL,
    response TEXT NOT NULL,
    topics TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX turn_conversation ON turn (conversation);
