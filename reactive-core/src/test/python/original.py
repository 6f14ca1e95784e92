"""Reads and writes a store the way the Python original does, for the interoperability tests.

usage: original.py save STORE      templates as JSON lines on standard input
       original.py delete STORE    ids, one a line, on standard input
       original.py dump STORE      everything as JSON lines on standard output
"""

import json
import sys
import time

import lmdb
import msgpack


class Original:
    """The original's calls on its three databases, with its options and its counting."""

    def __init__(self, path):
        self.env = lmdb.open(
            path,
            map_size=100 * 1024 * 1024,
            max_dbs=10,
            writemap=True,
            metasync=False,
            meminit=False,
        )
        self.templates = self.env.open_db(b"templates")
        self.metadata = self.env.open_db(b"metadata")
        self.version_index = self.env.open_db(b"version_index")

    def save(self, spec):
        key = spec["id"].encode("utf-8")
        version_key = f"{spec['id']}:{spec['version']}".encode("utf-8")
        with self.env.begin(write=True) as txn:
            txn.put(key, msgpack.packb(spec, use_bin_type=True), db=self.templates)
            txn.put(version_key, key, db=self.version_index)
            self._touch(txn, +1)

    def delete(self, template_id):
        key = template_id.encode("utf-8")
        with self.env.begin(write=True) as txn:
            spec = self._unpack(txn.get(key, db=self.templates))
            version_key = f"{template_id}:{spec['version']}".encode("utf-8")
            txn.delete(key, db=self.templates)
            txn.delete(version_key, db=self.version_index)
            self._touch(txn, -1)

    def _touch(self, txn, difference):
        stored = txn.get(b"count", db=self.metadata)
        count = max(0, (self._unpack(stored) if stored else 0) + difference)
        txn.put(b"count", msgpack.packb(count), db=self.metadata)
        txn.put(b"last_modified", msgpack.packb(int(time.time())), db=self.metadata)

    def dump(self):
        with self.env.begin() as txn:
            for key, value in txn.cursor(db=self.templates):
                yield {"id": key.decode("utf-8"), "template": self._unpack(value), "record": value.hex()}
            for key, value in txn.cursor(db=self.version_index):
                yield {"version_key": key.decode("utf-8"), "of": value.decode("utf-8")}
            for name in ("count", "last_modified"):
                value = txn.get(name.encode("utf-8"), db=self.metadata)
                yield {"metadata": name, "value": self._unpack(value) if value else None}

    @staticmethod
    def _unpack(value):
        return msgpack.unpackb(value, raw=False, strict_map_key=False)


def main(command, path):
    original = Original(path)
    if command == "save":
        for line in sys.stdin:
            original.save(json.loads(line))
    elif command == "delete":
        for line in sys.stdin:
            original.delete(line.rstrip("\n"))
    elif command == "dump":
        for entry in original.dump():
            print(json.dumps(entry, ensure_ascii=True))
    else:
        sys.exit(__doc__)
    original.env.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
