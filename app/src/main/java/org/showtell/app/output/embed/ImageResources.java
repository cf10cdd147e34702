package org.showtell.app.output.embed;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Photoshop's image resources (Adobe Photoshop File Formats Specification, "Image Resource
 * Blocks"), of which IPTC-IIM is one. The others stay in their bytes and in their order.
 */
final class ImageResources {
  private static final int IPTC = 0x0404;

  /** The MD5 of the IPTC, by which programs see that XMP and IPTC belong together. */
  private static final int IPTC_DIGEST = 0x0425;

  /**
   * @param bytes the whole resource
   */
  private record Resource(int id, byte[] bytes, byte[] data) {
    static Resource of(int id, byte[] data) {
      byte[] bytes =
          ByteBuffer.allocate(12 + data.length + (data.length & 1))
              .put("8BIM".getBytes(StandardCharsets.ISO_8859_1))
              .putShort((short) id)
              .putShort((short) 0) // no name
              .putInt(data.length)
              .put(data)
              .array();
      return new Resource(id, bytes, data);
    }
  }

  private final List<Resource> resources = new ArrayList<>();

  /** No resources. */
  ImageResources() {}

  /**
   * @throws IOException if they are damaged
   */
  ImageResources(byte[] block) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(block);
    try {
      while (in.remaining() >= 12) {
        int start = in.position();
        in.getInt(); // 8BIM, or the name of another program
        int id = in.getShort() & 0xffff;
        int name = in.get() & 0xff;
        in.position(in.position() + name + (name + 1 & 1));
        int length = in.getInt();
        byte[] data = new byte[Math.min(length, in.remaining() + 1)];
        in.get(data);
        in.position(Math.min(in.limit(), in.position() + (length & 1)));
        byte[] whole = new byte[in.position() - start];
        in.get(start, whole);
        resources.add(new Resource(id, whole, data));
      }
    } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
      throw new IOException("damaged JPEG (its Photoshop resources are cut off)", e);
    }
  }

  /** The IPTC; null where there is none. */
  byte[] iptc() {
    return resources.stream()
        .filter(resource -> resource.id == IPTC)
        .map(Resource::data)
        .findFirst()
        .orElse(null);
  }

  /** The resources with another IPTC. */
  byte[] with(byte[] iptc) {
    List<Resource> all = new ArrayList<>(resources);
    put(all, Resource.of(IPTC, iptc), true);
    put(all, Resource.of(IPTC_DIGEST, md5(iptc)), false);
    ByteBuffer block =
        ByteBuffer.allocate(all.stream().mapToInt(resource -> resource.bytes.length).sum());
    all.forEach(resource -> block.put(resource.bytes));
    return block.array();
  }

  private static void put(List<Resource> all, Resource resource, boolean add) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id == resource.id) {
        all.set(i, resource);
        return;
      }
    }
    if (add) {
      all.add(resource);
    }
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
