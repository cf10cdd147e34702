package org.showtell.encoder.colour;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The profiles that were met last, made ready: a folder's photos mostly have the same few. */
final class IccConversions {
  private static final int KEPT = 8;

  private static final Map<ByteBuffer, IccConversion> LAST =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, IccConversion> eldest) {
          return size() > KEPT;
        }
      };

  private IccConversions() {}

  static IccConversion of(byte[] profile) throws UnusableProfileException {
    ByteBuffer key = ByteBuffer.wrap(profile);
    synchronized (LAST) {
      IccConversion known = LAST.get(key);
      if (known != null) {
        return known;
      }
    }
    IccConversion made = new IccConversion(IccProfile.read(profile));
    synchronized (LAST) {
      LAST.put(key, made);
    }
    return made;
  }
}
