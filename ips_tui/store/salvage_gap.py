"""A page of the list of tables that cannot be read hides every table there is. In a copy it gets one that can.

SQLCipher signs each page with its number and the salt of its file. A second file of the same key and salt, in which a
page of that number holds a row that defines nothing, gives a page that the damaged copy takes for its own: only the
tables that were defined on the lost page stay unknown then.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlcipher3 import dbapi2

from ips_tui.store.driver import SALT_BYTES, open_keyed
from ips_tui.store.files import discard, new_private_file

PAGE = 4096
LEAST_GAP = 3
"""The first page is the file's own, and the second the first of the filler."""
_NAMED = re.compile(r"page (\d+)")
_NEARLY_A_PAGE = 4000


def unreadable_pages(path: Path, key: bytes) -> tuple[int, ...]:
    """The numbers of the pages whose signature is wrong. Reads the file to its end."""
    connection = open_keyed(path, key)
    try:
        said = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    except dbapi2.Error:
        return ()
    finally:
        connection.close()
    return tuple(int(found[1]) for line in said if (found := _NAMED.search(line)))


def put_gap(path: Path, key: bytes, number: int) -> None:
    """Put a page that defines nothing (`number`, 3 or more) into a copy that nobody has open.

    Takes room for as many pages meanwhile. Raises ValueError where that page cannot be made.
    """
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES)
    decoy = path.with_name(path.name + ".gap")
    try:
        new_private_file(decoy)
        connection = open_keyed(decoy, key, salt=salt)
        try:
            connection.execute("PRAGMA journal_mode=MEMORY")
            connection.execute("CREATE TABLE filler (bytes BLOB)")
            while (pages := int(connection.execute("PRAGMA page_count").fetchone()[0])) < number - 1:
                # Half a page a row once it is near, so that no row adds more than one.
                size = (number - pages - 4) * _NEARLY_A_PAGE if number - pages > 6 else _NEARLY_A_PAGE // 2
                connection.execute("INSERT INTO filler VALUES (zeroblob(?))", (size,))
            connection.execute("CREATE TABLE gap (type, name, tbl_name, rootpage, sql)")
            row = ("view", f"gap_{number}", f"gap_{number}", 0, f"CREATE VIEW gap_{number} AS SELECT 1")
            connection.execute("INSERT INTO gap VALUES (?, ?, ?, ?, ?)", row)
            (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'gap'").fetchone()
        finally:
            connection.close()
        if root != number:
            raise ValueError(f"page {number} cannot be made")
        with decoy.open("rb") as source, path.open("r+b") as target:
            source.seek((number - 1) * PAGE)
            page = source.read(PAGE)
            target.seek((number - 1) * PAGE)
            target.write(page)
    finally:
        discard(decoy)
