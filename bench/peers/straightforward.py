"""Usage: python3 straightforward.py LOG DATABASE. Parses, hashes the file and each line, inserts; no index."""

import hashlib
import json
import sqlite3
import sys

BATCH = 50_000
INSERT = "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def row(line):
    entry = json.loads(line)
    request = entry.get("request") or {}
    auth = entry.get("auth") or {}
    return (
        hashlib.sha256(line).hexdigest(),
        entry.get("time"),
        entry.get("type"),
        entry.get("error"),
        request.get("id"),
        request.get("operation"),
        request.get("path"),
        request.get("mount_type"),
        request.get("mount_accessor"),
        (request.get("namespace") or {}).get("id"),
        request.get("remote_address"),
        request.get("remote_port"),
        auth.get("accessor"),
        auth.get("display_name"),
        auth.get("entity_id"),
        auth.get("token_type"),
        (auth.get("policies") or [None])[-1],
        auth.get("token_issue_time"),
    )


def main(log, database):
    connection = sqlite3.connect(database)
    connection.execute(
        "CREATE TABLE line (sha256, time, type, error, request_id, operation, path, mount_type, mount_accessor,"
        " namespace, remote_address, remote_port, accessor, display_name, entity_id, token_type, policy, token_issue_time)"
    )
    whole = hashlib.sha256()
    rows = []
    with open(log, "rb") as lines:
        for line in lines:
            whole.update(line)
            rows.append(row(line.rstrip(b"\n")))
            if len(rows) == BATCH:
                connection.executemany(INSERT, rows)
                rows.clear()
    connection.executemany(INSERT, rows)
    connection.commit()
    print(connection.execute("SELECT count(*) FROM line").fetchone()[0], whole.hexdigest())
    connection.close()


main(sys.argv[1], sys.argv[2])
