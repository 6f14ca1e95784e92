package io.reactiveregistry.lmdb;

import java.util.ArrayList;
import java.util.List;
import org.lmdbjava.Cursor;
import org.lmdbjava.GetOp;

/**
 * Finds the versions of one id among the keys {@code id:version}. The keys of ids that continue
 * with a colon ({@code a:b:1} for the id {@code a}) lie between them and are leapt over.
 */
final class VersionScan {

  private VersionScan() {}

  static List<String> versions(Cursor<NativeBytes> cursor, KeyBuffer buffer, String id) {
    int prefix = Keys.versionPrefix(id).length;
    return keys(cursor, buffer, id).stream().map(key -> Keys.textAfter(prefix, key)).toList();
  }

  /** The keys as they are: what another program wrote need not be text. */
  static List<byte[]> keys(Cursor<NativeBytes> cursor, KeyBuffer buffer, String id) {
    List<byte[]> keys = new ArrayList<>();
    byte[] prefix = Keys.versionPrefix(id);
    if (prefix.length >= KeyBuffer.MAX_KEY_BYTES) {
      return keys; // there is no room for any version
    }
    boolean found = cursor.get(buffer.set(prefix), GetOp.MDB_SET_RANGE);
    while (found) {
      byte[] key = cursor.key().toArray();
      if (!Keys.startsWith(key, prefix)) {
        break;
      }
      int separator = Keys.separatorAfter(prefix, key);
      if (separator < 0) {
        keys.add(key);
        found = cursor.next();
      } else {
        found = cursor.get(buffer.set(Keys.behind(key, separator)), GetOp.MDB_SET_RANGE);
      }
    }
    return keys;
  }
}
