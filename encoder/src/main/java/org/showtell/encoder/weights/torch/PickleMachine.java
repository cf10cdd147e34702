package org.showtell.encoder.weights.torch;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.showtell.encoder.weights.ModelFileException;

/**
 * Interprets a pickle of protocol 2 to 4 and executes nothing: an instruction or a name that a
 * table of tensors does not need ends it. Python's dict becomes a map, tuple and list a list, int a
 * Long, a long beyond 64 bits a BigInteger.
 *
 * <p>Work and memory are bounded by the pickle's length: no instruction repeats anything.
 */
final class PickleMachine {
  private static final Object MARK = new Object();
  private static final Object NONE = new Object();

  private final String file;
  private final ByteBuffer in;
  private final Function<List<?>, Object> persistent;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  /**
   * @param in read from its position on; afterwards it stands behind the pickle
   * @param persistent resolves a reference to something outside of the pickle
   */
  PickleMachine(String file, ByteBuffer in, Function<List<?>, Object> persistent) {
    this.file = file;
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.persistent = persistent;
  }

  /**
   * Reads one pickle.
   *
   * @throws ModelFileException if it is damaged or needs more than tensors do
   */
  Object read() throws ModelFileException {
    int at = in.position();
    try {
      while (true) {
        at = in.position();
        int code = in.get() & 0xff;
        if (code == '.') {
          return stack.pop();
        }
        step(code);
      }
    } catch (IllegalArgumentException e) {
      throw refused("instructions that fit together", e.getMessage(), at);
    } catch (BufferUnderflowException e) {
      throw refused("instructions that fit together", "an end amid one", at);
    } catch (NoSuchElementException e) {
      throw refused("instructions that fit together", "one with nothing to work on", at);
    } catch (NegativeArraySizeException | ArithmeticException | ClassCastException e) {
      throw refused("instructions that fit together", "one with a value of the wrong kind", at);
    }
  }

  private ModelFileException refused(String rule, String found, int at) {
    return new ModelFileException(
        file, "its pickle must hold " + rule, found + " at byte " + at + " of it");
  }

  private void step(int code) throws ModelFileException {
    switch (code) {
      case 0x80 -> in.get(); // PROTO
      case 0x95 -> in.getLong(); // FRAME
      case '(' -> stack.push(MARK);
      case '0' -> stack.pop();
      case 'N' -> stack.push(NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'J' -> stack.push((long) in.getInt());
      case 'K' -> stack.push((long) (in.get() & 0xff));
      case 'M' -> stack.push((long) (in.getShort() & 0xffff));
      case 0x8a -> stack.push(integer(in.get() & 0xff)); // LONG1
      case 'G' -> stack.push(in.order(ByteOrder.BIG_ENDIAN).getDouble());
      case 'X' -> stack.push(text(in.getInt()));
      case 0x8c, 'U' -> stack.push(text(in.get() & 0xff)); // short texts
      case 'T' -> stack.push(text(in.getInt()));
      case '}' -> stack.push(new LinkedHashMap<>());
      case ']', ')' -> stack.push(new ArrayList<>());
      case 't', 'l' -> stack.push(new ArrayList<>(toMark()));
      case 0x85 -> stack.push(tuple(1));
      case 0x86 -> stack.push(tuple(2));
      case 0x87 -> stack.push(tuple(3));
      case 'a' -> append(List.of(stack.pop()));
      case 'e' -> append(toMark());
      case 's' -> put(tuple(2));
      case 'u' -> put(toMark());
      case 'q' -> memo.put(in.get() & 0xff, stack.element());
      case 'r' -> memo.put(in.getInt(), stack.element());
      case 0x94 -> memo.put(memo.size(), stack.element()); // MEMOIZE
      case 'h' -> stack.push(remembered(in.get() & 0xff));
      case 'j' -> stack.push(remembered(in.getInt()));
      case 'c' -> global(line(), line());
      case 0x93 -> { // STACK_GLOBAL
        String name = (String) stack.pop();
        global((String) stack.pop(), name);
      }
      case 'Q' -> stack.push(persistent.apply((List<?>) stack.pop()));
      case 'R' -> {
        List<?> arguments = (List<?>) stack.pop();
        stack.push(((PickleNames.Call) stack.pop()).call(arguments));
      }
      // The state of a map or a parameter: hooks and versions, which say nothing about numbers.
      case 'b' -> stack.pop();
      default ->
          throw refused(
              "a table of tensors and nothing else",
              String.format("the instruction 0x%02x", code),
              in.position() - 1);
    }
    in.order(ByteOrder.LITTLE_ENDIAN);
  }

  private void global(String module, String name) throws ModelFileException {
    stack.push(
        PickleNames.find(module, name)
            .orElseThrow(
                () ->
                    refused(
                        "a table of tensors and nothing else",
                        "the Python object %s.%s (save a model's state_dict(), not the model)"
                            .formatted(module, name),
                        in.position())));
  }

  private Object integer(int bytes) {
    byte[] little = new byte[bytes];
    in.get(little);
    byte[] big = new byte[bytes + 1];
    for (int i = 0; i < bytes; i++) {
      big[bytes - i] = little[i];
    }
    big[0] = (byte) (bytes > 0 && little[bytes - 1] < 0 ? -1 : 0);
    BigInteger value = new BigInteger(big);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private String text(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a text ends beyond the pickle");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (byte b = in.get(); b != '\n'; b = in.get()) {
      line.append((char) (b & 0xff));
    }
    return line.toString();
  }

  private Object remembered(int key) {
    Object value = memo.get(key);
    if (value == null) {
      throw new IllegalArgumentException("it refers to what it has not said");
    }
    return value;
  }

  private List<Object> toMark() {
    List<Object> values = new ArrayList<>();
    for (Object value = stack.pop(); value != MARK; value = stack.pop()) {
      values.add(value);
    }
    java.util.Collections.reverse(values);
    return values;
  }

  private List<Object> tuple(int size) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(0, stack.pop());
    }
    return values;
  }

  @SuppressWarnings("unchecked")
  private void append(List<?> values) {
    ((List<Object>) stack.element()).addAll(values);
  }

  @SuppressWarnings("unchecked")
  private void put(List<Object> keysAndValues) {
    Map<Object, Object> map = (Map<Object, Object>) stack.element();
    for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
      // Only these: the hash of a list that holds itself would have no end.
      if (!(keysAndValues.get(i) instanceof String || keysAndValues.get(i) instanceof Long)) {
        throw new IllegalArgumentException("the key of a map must be a text or a number");
      }
      map.put(keysAndValues.get(i), keysAndValues.get(i + 1));
    }
  }
}
