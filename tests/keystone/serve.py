"""A real OpenStack Keystone for the tests: sqlite, loopback, thrown away afterwards.

    python serve.py FOLDER

FOLDER is empty and takes the database, the keys and the log. The first line on standard output is
the server's address; from then on it answers under the paths below. When standard input ends, so
does the server, and FOLDER goes with it: nothing outlives the tests that asked for it.

POST /expire {"id": ..., "expires_at": "2030-01-02T03:04:05"} moves the end of an application
credential. Keystone itself makes none that has already expired.
"""

import contextlib
import datetime
import io
import json
import os
import shutil
import sqlite3
import sys
import threading
import traceback

import keystone.cmd.cli
import werkzeug.serving
from keystone.application_credential.backends.sql import ApplicationCredentialModel
from keystone.common import sql
from keystone.server.flask import core
from werkzeug.test import run_wsgi_app
from werkzeug.wsgi import get_input_stream

# Where the clouds' clients look for it, and what that is within Keystone. Other paths stay.
MOUNTS = {
    "/identity": "",  # KakaoCloud: /identity/v3/...
    "/d1/identity": "/v3",  # KT Cloud's D platform: /d1/identity/...
}

# Links lead nowhere: a client that follows one fails. KakaoCloud's lack "/identity" as these do.
# The cache makes requests five times as fast and changes no answer. Access keys stay out of it,
# since /expire changes them behind Keystone's back.
CONFIG = """
[DEFAULT]
log_file = {folder}/keystone.log
public_endpoint = http://links.invalid
[database]
connection = sqlite:///{folder}/keystone.db
sqlite_synchronous = false
[fernet_tokens]
key_repository = {folder}/token-keys
[credential]
key_repository = {folder}/credential-keys
[fernet_receipts]
key_repository = {folder}/token-keys
[token]
expiration = 43200
[cache]
enabled = true
backend = dogpile.cache.memory_pickle
[application_credential]
caching = false
[identity]
password_hash_rounds = 4
"""

BOOTSTRAP = {
    "username": "admin",
    "password": "made-up-admin-password",
    "project-name": "admin",
    "region-id": "kr-central-2",
    "public-url": "http://links.invalid/identity/v3",
}


def manage(config, *arguments):
    """keystone-manage, in a process of its own, but without importing everything once more."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = keystone.cmd.cli.main(["keystone-manage", *arguments], config) or 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit(f"keystone-manage {arguments[0]} failed")


def set_up(config, database):
    # Keystone leaves reads open after the answer (federation.get_enabled_service_providers). With a
    # write-ahead log they do not lock out the next write.
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    owner = []
    if os.geteuid() == 0:
        owner = ["--keystone-user", "root", "--keystone-group", "root"]
    manage(config, "db_sync")
    manage(config, "fernet_setup", *owner)
    manage(config, "credential_setup", *owner)
    options = (f"--bootstrap-{name}={value}" for name, value in BOOTSTRAP.items())
    manage(config, "bootstrap", *options)


def expire(body):
    """Moves the end of an application credential; says whether there is one of this id."""
    wanted = json.loads(body)
    end = datetime.datetime.fromisoformat(wanted["expires_at"])
    with sql.session_for_write() as session:
        found = session.query(ApplicationCredentialModel).filter_by(id=wanted["id"])
        return found.update({"expires_at": end}) == 1


def mounted(keystone_app):
    """The application as it is served: one request at a time, which is what sqlite can bear."""
    turn = threading.Lock()

    def serve(environ, start_response):
        # Whoever sends slowly keeps nobody waiting.
        body = get_input_stream(environ).read()
        environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        path = environ["PATH_INFO"]
        with turn:
            if path == "/expire":
                status = "204 No Content" if expire(body) else "404 Not Found"
                start_response(status, [("Content-Length", "0")])
                return []
            for mount, within in MOUNTS.items():
                if path.startswith(mount):
                    rest = within + path.removeprefix(mount)
                    environ |= {"SCRIPT_NAME": mount, "PATH_INFO": rest}
                    break
            chunks, status, headers = run_wsgi_app(keystone_app, environ, buffered=True)
        start_response(status, list(headers))
        return chunks

    return serve


class Quiet(werkzeug.serving.WSGIRequestHandler):
    def log(self, *_):
        pass


def main(folder):
    config, database = (os.path.join(folder, f"keystone.{end}") for end in ("conf", "db"))
    with open(config, "x", encoding="utf-8") as file:
        file.write(CONFIG.format(folder=folder))

    set_up(config, database)
    # As in every other database: what a user or a project leaves behind goes with them.
    sql.enable_sqlite_foreign_key()
    app = core.initialize_application("public", config_files=[config])
    server = werkzeug.serving.make_server(
        "127.0.0.1", 0, mounted(app), threaded=True, request_handler=Quiet
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.port}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    # Keystone looks at the arguments too.
    place = os.path.abspath(sys.argv.pop())
    try:
        main(place)
    except BaseException:
        traceback.print_exc()
        with contextlib.suppress(OSError), open(f"{place}/keystone.log", encoding="utf-8") as log:
            sys.stderr.writelines(log.readlines()[-50:])
    finally:
        shutil.rmtree(place, ignore_errors=True)
        # Threads that still answer somebody need not finish.
        os._exit(0)
