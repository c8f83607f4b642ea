-- readable from version 1
CREATE TABLE ksef_lease (
    id BYTEA PRIMARY KEY,
    owner BYTEA NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    label VARCHAR(200) NOT NULL
);
CREATE TABLE ksef_token (
    id BYTEA PRIMARY KEY,
    label VARCHAR(200) NOT NULL,
    content BYTEA NOT NULL
);
CREATE TABLE ksef_key (
    id BYTEA PRIMARY KEY,
    label VARCHAR(200) NOT NULL,
    reference BYTEA NOT NULL,
    content BYTEA NOT NULL
);
CREATE TABLE ksef_head (
    id BYTEA PRIMARY KEY,
    kind VARCHAR(20) NOT NULL,
    label VARCHAR(200) NOT NULL,
    name BYTEA NOT NULL,
    first_position BIGINT NOT NULL,
    next_position BIGINT NOT NULL
);
CREATE TABLE ksef_frame (
    id BYTEA NOT NULL,
    position BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (id, position)
);
