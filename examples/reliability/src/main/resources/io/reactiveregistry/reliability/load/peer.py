"""One of several processes on a store: writes templates of its own, reads those of the others.

usage: peer.py STORE NAME IDS LENGTH WRITEMAP

Prints "ack N" once write N is committed and "violation ..." for what does not hold; ends when its
standard input does, or says something.
"""

import select
import sys
import time

import lmdb
import msgpack

FILLING = "abcdefghijklmnopqrstuvwxyz"
VERSIONS = 3


class Peer:
    def __init__(self, path, name, ids, length, writemap):
        self.name, self.ids, self.length = name, ids, length
        self.env = lmdb.open(path, map_size=1 << 20, max_dbs=16, max_readers=512, writemap=writemap)
        self.env.set_mapsize(0)
        self.templates = self.env.open_db(b"templates")
        self.metadata = self.env.open_db(b"metadata")
        self.version_index = self.env.open_db(b"version_index")

    def text(self, template_id, serial, length):
        return f"{template_id}#{serial}#{length}#{FILLING[serial % 26] * length}"

    def write(self, serial):
        template_id = f"{self.name}/{serial % self.ids}"
        version = f"1.{serial % VERSIONS}"
        record = {
            "id": template_id,
            "version": version,
            "description": None,
            "template": self.text(template_id, serial, self.length),
            "inputs": {},
            "metadata": {},
        }
        key = template_id.encode()
        with self.env.begin(write=True) as txn:
            is_new = txn.get(key, db=self.templates) is None
            txn.put(key, msgpack.packb(record, use_bin_type=True), db=self.templates)
            txn.put(f"{template_id}:{version}".encode(), key, db=self.version_index)
            count = msgpack.unpackb(txn.get(b"count", db=self.metadata) or b"\x00")
            txn.put(b"count", msgpack.packb(count + is_new), db=self.metadata)

    def read_all(self):
        with self.env.begin() as txn:
            for key, value in txn.cursor(db=self.templates):
                found = msgpack.unpackb(value, raw=False)
                template_id, serial, length, _ = found["template"].split("#", 3)
                if found["id"].encode() != key or found["template"] != self.text(
                    template_id, int(serial), int(length)
                ):
                    print(f"violation {self.name} read what was never saved as {key}", flush=True)

    def again(self, action):
        """Does it, in a greater map where that is what it takes."""
        while True:
            try:
                return action()
            except lmdb.MapResizedError:
                self.env.set_mapsize(0)
            except lmdb.MapFullError:
                self.env.set_mapsize(2 * self.env.info()["map_size"])


def main(path, name, ids, length, writemap):
    peer = Peer(path, name, int(ids), int(length), writemap == "true")
    serial = 0
    while not select.select([sys.stdin], [], [], 0.001)[0]:
        serial += 1
        peer.again(lambda: peer.write(serial))
        print(f"ack {serial}", flush=True)
        if serial % 100 == 0:
            peer.again(peer.read_all)
    peer.env.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
